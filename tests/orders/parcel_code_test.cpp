#include <imweb/orders/parcel_code.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

namespace imweb {
namespace {

static_assert(std::is_constructible_v<ParcelCode, std::string> && !std::is_convertible_v<std::string, ParcelCode>);
static_assert(!std::is_default_constructible_v<ParcelCode>);
static_assert(ParcelCode::known().size() == 95 && ParcelCode::known().front().code == "CJ", "usable at compile time");

struct GuideCarrier {
  std::string code;
  std::string name_ko;
};

/// The list of the guide's appendix, from tests/fixtures; empty when the file cannot be read.
std::vector<GuideCarrier> guide_carriers() {
  std::ifstream file{IMWEB_FIXTURES_DIR "/parcel_codes.csv"};
  std::vector<GuideCarrier> carriers;
  std::string line;
  std::getline(file, line);  // the names of the columns
  while (std::getline(file, line)) {
    const auto comma = line.find(',');
    carriers.push_back({.code = line.substr(0, comma), .name_ko = line.substr(comma + 1)});
  }
  return carriers;
}

TEST(ParcelCode, KnowsTheCarriersOfTheGuideInItsOrder) {
  const auto carriers = guide_carriers();
  ASSERT_EQ(carriers.size(), 95U);
  ASSERT_EQ(ParcelCode::known().size(), carriers.size());
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    EXPECT_EQ(ParcelCode::known().at(i).code, carriers[i].code);
    EXPECT_EQ(ParcelCode::known().at(i).name_ko, carriers[i].name_ko);
  }
}

TEST(ParcelCode, NamesEachCarrierInKorean) {
  for (const auto& carrier : guide_carriers()) EXPECT_EQ(name_ko(ParcelCode{carrier.code}), carrier.name_ko);
}

TEST(ParcelCode, ListsEachCodeOnce) {
  std::set<std::string_view> codes;
  for (const auto& carrier : ParcelCode::known()) EXPECT_TRUE(codes.insert(carrier.code).second) << carrier.code;
}

TEST(ParcelCode, HasConstantsForTheCarriersThatShopsUseMost) {
  struct Row {
    const ParcelCode& constant;
    std::string_view code;
  };
  const Row rows[] = {
      {ParcelCode::cj, "CJ"},       {ParcelCode::epost, "EPOST"}, {ParcelCode::hanjin, "HANJIN"},
      {ParcelCode::logen, "LOGEN"}, {ParcelCode::lotte, "LOTTE"}, {ParcelCode::kd, "KD"},
      {ParcelCode::ds, "DS"},       {ParcelCode::iy, "IY"},       {ParcelCode::ci, "CI"},
      {ParcelCode::hd, "HD"},       {ParcelCode::cvs, "CVS"},     {ParcelCode::cuparcel, "CUPARCEL"},
      {ParcelCode::kgbps, "KGBPS"}, {ParcelCode::slx, "SLX"},     {ParcelCode::registpost, "REGISTPOST"},
      {ParcelCode::ems, "EMS"},     {ParcelCode::dhl, "DHL"},     {ParcelCode::fedex, "FEDEX"},
      {ParcelCode::ups, "UPS"},     {ParcelCode::etc, "ETC"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(row.constant.str(), row.code);
    EXPECT_FALSE(name_ko(row.constant).empty()) << row.code;
  }
}

TEST(ParcelCode, NamesTheCarriersThatPeopleKnow) {
  EXPECT_EQ(name_ko(ParcelCode::cj), "CJ대한통운");
  EXPECT_EQ(name_ko(ParcelCode::epost), "우체국택배");
  EXPECT_EQ(name_ko(ParcelCode::etc), "기타택배");
  EXPECT_EQ(name_ko(ParcelCode{"2FASTEXP"}), "2fast익스프레스");
}

TEST(ParcelCode, TellsUpperFromLowerCase) {
  for (const char* code : {"kpacket", "todaypickup", "ECMSExpress"}) EXPECT_FALSE(name_ko(ParcelCode{code}).empty()) << code;
  for (const char* code : {"KPACKET", "TODAYPICKUP", "ECMSEXPRESS", "cj", "lotte"})
    EXPECT_TRUE(name_ko(ParcelCode{code}).empty()) << code;
}

TEST(ParcelCode, KeepsACarrierThatItDoesNotKnow) {
  EXPECT_EQ(ParcelCode{"NEWCARRIER"}.str(), "NEWCARRIER");
  for (const char* code : {"", "NEWCARRIER", "CJ ", "C", "CJG", "CJ대한통운", "parcel_code"})
    EXPECT_TRUE(name_ko(ParcelCode{code}).empty()) << code;
}

TEST(ParcelCode, IsPrintedAsItsCode) {
  std::ostringstream out;
  out << ParcelCode::cj;

  EXPECT_EQ(out.str(), "CJ");
}

}  // namespace
}  // namespace imweb
