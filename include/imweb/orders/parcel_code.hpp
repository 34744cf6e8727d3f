// Which carrier brings the parcel. Guide appendix "택배사 코드": 95 carriers.
//
//     imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"}
#pragma once

#include <array>
#include <string_view>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb::inline v0 {

/// `parcel_code`. An open enumeration: a carrier that is not listed here is sent as given. Case matters (`kpacket`, `ECMSExpress`).
/// The carriers that shops use most have a name; the others are written `ParcelCode{"WARPEX"}`.
class ParcelCode : public TextValue<ParcelCode> {
 public:
  using TextValue::TextValue;

  /// One carrier of the guide's list.
  struct Known {
    std::string_view code;
    std::string_view name_ko;
  };

  /// All carriers of the guide, in its order.
  [[nodiscard]] static constexpr const std::array<Known, 95>& known() noexcept;

  static constexpr TextConstant<ParcelCode> cj{"CJ"};                  ///< CJ대한통운
  static constexpr TextConstant<ParcelCode> epost{"EPOST"};            ///< 우체국택배
  static constexpr TextConstant<ParcelCode> hanjin{"HANJIN"};          ///< 한진택배
  static constexpr TextConstant<ParcelCode> logen{"LOGEN"};            ///< 로젠택배
  static constexpr TextConstant<ParcelCode> lotte{"LOTTE"};            ///< 롯데택배
  static constexpr TextConstant<ParcelCode> kd{"KD"};                  ///< 경동택배
  static constexpr TextConstant<ParcelCode> ds{"DS"};                  ///< 대신택배
  static constexpr TextConstant<ParcelCode> iy{"IY"};                  ///< 일양로지스
  static constexpr TextConstant<ParcelCode> ci{"CI"};                  ///< 천일택배
  static constexpr TextConstant<ParcelCode> hd{"HD"};                  ///< 합동택배
  static constexpr TextConstant<ParcelCode> cvs{"CVS"};                ///< CVSnet 편의점택배
  static constexpr TextConstant<ParcelCode> cuparcel{"CUPARCEL"};      ///< CU편의점택배
  static constexpr TextConstant<ParcelCode> kgbps{"KGBPS"};            ///< KGB 택배
  static constexpr TextConstant<ParcelCode> slx{"SLX"};                ///< SLX택배
  static constexpr TextConstant<ParcelCode> registpost{"REGISTPOST"};  ///< 우편등기
  static constexpr TextConstant<ParcelCode> ems{"EMS"};                ///< EMS
  static constexpr TextConstant<ParcelCode> dhl{"DHL"};                ///< DHL
  static constexpr TextConstant<ParcelCode> fedex{"FEDEX"};            ///< Fedex
  static constexpr TextConstant<ParcelCode> ups{"UPS"};                ///< UPS
  static constexpr TextConstant<ParcelCode> etc{"ETC"};                ///< 기타택배
};

namespace detail {
inline constexpr std::array<ParcelCode::Known, 95> known_carriers{{
    {"CJ", "CJ대한통운"},
    {"EPOST", "우체국택배"},
    {"REGISTPOST", "우편등기"},
    {"HANJIN", "한진택배"},
    {"LOGEN", "로젠택배"},
    {"GTX", "GTX로지스"},
    {"KG", "드림택배(구.KG로지스)"},
    {"LOTTE", "롯데택배"},
    {"DS", "대신택배"},
    {"IY", "일양로지스"},
    {"KD", "경동택배"},
    {"NHLOGIS", "농협택배"},
    {"SEBANG", "세방택배"},
    {"CI", "천일택배"},
    {"CVS", "CVSnet 편의점택배"},
    {"HD", "합동택배"},
    {"EMS", "EMS"},
    {"kpacket", "K-Packet"},
    {"DHL", "DHL"},
    {"FEDEX", "Fedex"},
    {"GSMN", "GSMNtoN"},
    {"UPS", "UPS"},
    {"TNT", "TNT Express"},
    {"USPS", "USPS"},
    {"AIRBOY", "에어보이익스프레스"},
    {"DHLMAIL", "DHL Global Mail"},
    {"IPARCEL", "i-Parcel"},
    {"HANWISA", "한의사랑택배"},
    {"GUNYOUNG", "건영택배"},
    {"BUMHAN", "범한판토스"},
    {"APEX", "APEX"},
    {"ECMSExpress", "ECMSExpress"},
    {"GOODTOLUCK", "굿투럭"},
    {"DHLGER", "DHL 독일"},
    {"WIZIWA", "WIZWA"},
    {"ACI", "ACI"},
    {"EZUSA", "EZUSA"},
    {"LOTTEGLOBAL", "롯데택배(국제택배)"},
    {"CJGLOBAL", "CJ대한통운(국제택배)"},
    {"SUNGWON", "성원글로벌"},
    {"DAEWOON", "대운글로벌"},
    {"DADREAM", "다드림"},
    {"SLX", "SLX택배"},
    {"HONAM", "호남택배"},
    {"GSIEXPRESS", "GSI익스프레스"},
    {"KGBPS", "KGB 택배"},
    {"CUPARCEL", "CU편의점택배"},
    {"VROONG", "부릉"},
    {"todaypickup", "오늘의 픽업"},
    {"CHAINLOGIS", "두발히어로"},
    {"HOMEPICK", "홈픽택배"},
    {"QXPRESS", "큐익스프레스"},
    {"LINEEXP", "라인익스프레스"},
    {"GPSLOGIX", "GPS LOGIX"},
    {"CRLX", "시알로지텍"},
    {"BRIDGE", "브릿지로지스"},
    {"EFS", "EFS"},
    {"FRESH", "프레시솔루션"},
    {"FRESHMATES", "프레시메이트"},
    {"2FASTEXP", "2fast익스프레스"},
    {"ACEEXP", "ACEExpress"},
    {"BGF", "BGF포스트"},
    {"GTSLOGIS", "GTS로지스"},
    {"HILOGIS", "HI택배"},
    {"KGLNET", "KGL네트웍스"},
    {"LTL", "LTL"},
    {"NOGOK", "노곡물류"},
    {"DADASMART", "다다스마트"},
    {"LOGISPOT", "로지스팟"},
    {"INTRAS", "로토스"},
    {"PANTOS", "범한판토스"},
    {"SMARTLOGIS", "스마트로지스"},
    {"SPASYS1", "스페이시스원"},
    {"CWAY", "씨웨이"},
    {"ANYTRACK", "애니트랙"},
    {"ESTHER", "에스더쉬핑"},
    {"LSERVICE", "엘서비스"},
    {"YONGMA", "용마로지스"},
    {"WEVILL", "우리동네택배"},
    {"WARPEX", "워펙스"},
    {"WONDERS", "원더스퀵"},
    {"UFREIGHT", "유프레이트코리아"},
    {"EUNHA", "은하쉬핑"},
    {"GNETWORK", "자이언트"},
    {"ZENIELSYSTEM", "제니엘시스템"},
    {"JLOGIST", "제이로지스트"},
    {"GENIEGO", "지니고"},
    {"PINGPONG", "핑퐁"},
    {"QRUN", "큐런"},
    {"TPMLOGIS", "티피엠코리아"},
    {"FOREVERPS", "퍼레버택배"},
    {"HIVECITY", "하이브시티"},
    {"HANSSEM", "한샘"},
    {"HOMEINNOV", "홈이노베이션로지스"},
    {"ETC", "기타택배"},
}};
}  // namespace detail

constexpr const std::array<ParcelCode::Known, 95>& ParcelCode::known() noexcept { return detail::known_carriers; }

/// The carrier's Korean name; empty for a code that is not in the guide's list.
[[nodiscard]] inline std::string_view name_ko(const ParcelCode& parcel_code) noexcept {
  for (const auto& carrier : ParcelCode::known())
    if (carrier.code == parcel_code.str()) return carrier.name_ko;
  return {};
}

}  // namespace imweb::inline v0
