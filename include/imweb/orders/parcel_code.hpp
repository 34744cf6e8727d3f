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
using namespace std::string_view_literals;  // which know their length: counting it costs every user's compiler

inline constexpr std::array<ParcelCode::Known, 95> known_carriers{{
    {"CJ"sv, "CJ대한통운"sv},
    {"EPOST"sv, "우체국택배"sv},
    {"REGISTPOST"sv, "우편등기"sv},
    {"HANJIN"sv, "한진택배"sv},
    {"LOGEN"sv, "로젠택배"sv},
    {"GTX"sv, "GTX로지스"sv},
    {"KG"sv, "드림택배(구.KG로지스)"sv},
    {"LOTTE"sv, "롯데택배"sv},
    {"DS"sv, "대신택배"sv},
    {"IY"sv, "일양로지스"sv},
    {"KD"sv, "경동택배"sv},
    {"NHLOGIS"sv, "농협택배"sv},
    {"SEBANG"sv, "세방택배"sv},
    {"CI"sv, "천일택배"sv},
    {"CVS"sv, "CVSnet 편의점택배"sv},
    {"HD"sv, "합동택배"sv},
    {"EMS"sv, "EMS"sv},
    {"kpacket"sv, "K-Packet"sv},
    {"DHL"sv, "DHL"sv},
    {"FEDEX"sv, "Fedex"sv},
    {"GSMN"sv, "GSMNtoN"sv},
    {"UPS"sv, "UPS"sv},
    {"TNT"sv, "TNT Express"sv},
    {"USPS"sv, "USPS"sv},
    {"AIRBOY"sv, "에어보이익스프레스"sv},
    {"DHLMAIL"sv, "DHL Global Mail"sv},
    {"IPARCEL"sv, "i-Parcel"sv},
    {"HANWISA"sv, "한의사랑택배"sv},
    {"GUNYOUNG"sv, "건영택배"sv},
    {"BUMHAN"sv, "범한판토스"sv},
    {"APEX"sv, "APEX"sv},
    {"ECMSExpress"sv, "ECMSExpress"sv},
    {"GOODTOLUCK"sv, "굿투럭"sv},
    {"DHLGER"sv, "DHL 독일"sv},
    {"WIZIWA"sv, "WIZWA"sv},
    {"ACI"sv, "ACI"sv},
    {"EZUSA"sv, "EZUSA"sv},
    {"LOTTEGLOBAL"sv, "롯데택배(국제택배)"sv},
    {"CJGLOBAL"sv, "CJ대한통운(국제택배)"sv},
    {"SUNGWON"sv, "성원글로벌"sv},
    {"DAEWOON"sv, "대운글로벌"sv},
    {"DADREAM"sv, "다드림"sv},
    {"SLX"sv, "SLX택배"sv},
    {"HONAM"sv, "호남택배"sv},
    {"GSIEXPRESS"sv, "GSI익스프레스"sv},
    {"KGBPS"sv, "KGB 택배"sv},
    {"CUPARCEL"sv, "CU편의점택배"sv},
    {"VROONG"sv, "부릉"sv},
    {"todaypickup"sv, "오늘의 픽업"sv},
    {"CHAINLOGIS"sv, "두발히어로"sv},
    {"HOMEPICK"sv, "홈픽택배"sv},
    {"QXPRESS"sv, "큐익스프레스"sv},
    {"LINEEXP"sv, "라인익스프레스"sv},
    {"GPSLOGIX"sv, "GPS LOGIX"sv},
    {"CRLX"sv, "시알로지텍"sv},
    {"BRIDGE"sv, "브릿지로지스"sv},
    {"EFS"sv, "EFS"sv},
    {"FRESH"sv, "프레시솔루션"sv},
    {"FRESHMATES"sv, "프레시메이트"sv},
    {"2FASTEXP"sv, "2fast익스프레스"sv},
    {"ACEEXP"sv, "ACEExpress"sv},
    {"BGF"sv, "BGF포스트"sv},
    {"GTSLOGIS"sv, "GTS로지스"sv},
    {"HILOGIS"sv, "HI택배"sv},
    {"KGLNET"sv, "KGL네트웍스"sv},
    {"LTL"sv, "LTL"sv},
    {"NOGOK"sv, "노곡물류"sv},
    {"DADASMART"sv, "다다스마트"sv},
    {"LOGISPOT"sv, "로지스팟"sv},
    {"INTRAS"sv, "로토스"sv},
    {"PANTOS"sv, "범한판토스"sv},
    {"SMARTLOGIS"sv, "스마트로지스"sv},
    {"SPASYS1"sv, "스페이시스원"sv},
    {"CWAY"sv, "씨웨이"sv},
    {"ANYTRACK"sv, "애니트랙"sv},
    {"ESTHER"sv, "에스더쉬핑"sv},
    {"LSERVICE"sv, "엘서비스"sv},
    {"YONGMA"sv, "용마로지스"sv},
    {"WEVILL"sv, "우리동네택배"sv},
    {"WARPEX"sv, "워펙스"sv},
    {"WONDERS"sv, "원더스퀵"sv},
    {"UFREIGHT"sv, "유프레이트코리아"sv},
    {"EUNHA"sv, "은하쉬핑"sv},
    {"GNETWORK"sv, "자이언트"sv},
    {"ZENIELSYSTEM"sv, "제니엘시스템"sv},
    {"JLOGIST"sv, "제이로지스트"sv},
    {"GENIEGO"sv, "지니고"sv},
    {"PINGPONG"sv, "핑퐁"sv},
    {"QRUN"sv, "큐런"sv},
    {"TPMLOGIS"sv, "티피엠코리아"sv},
    {"FOREVERPS"sv, "퍼레버택배"sv},
    {"HIVECITY"sv, "하이브시티"sv},
    {"HANSSEM"sv, "한샘"sv},
    {"HOMEINNOV"sv, "홈이노베이션로지스"sv},
    {"ETC"sv, "기타택배"sv},
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
