// An order and an item order with every field that is known, as this library writes them: no field is empty, all are different.
#pragma once

#include <string>
#include <string_view>

namespace imweb::support {

inline constexpr std::string_view full_order = R"({
  "order_no": "202604270000001", "order_code": "o202604270000000000001", "order_time": 1777248000, "order_type": "shopping",
  "is_gift": "N", "sale_channel_idx": "3", "channel_order_no": "2026042700000001",
  "device": {"type": "mobile", "app": "kakao", "device_code": "d1"},
  "complete_time": 1777334400,
  "orderer": {"member_code": "m20260427", "name": "홍길동", "email": "hong@example.com", "call": "01000000001", "call2": "01000000002"},
  "delivery": {"country": "KR", "country_text": "대한민국", "memo": "문 앞", "unipass_number": "P000000000001",
    "address": {"name": "성춘향", "phone": "01000000003", "phone2": "01000000004", "postcode": "00001", "address": "남원로 1",
      "address_detail": "2층", "address_street": "남원로", "address_building": "광한루", "address_city": "남원", "address_state": "전북",
      "logistics_type": "A"}},
  "payment": {"pay_type": "card", "pg_type": "nice", "deliv_type": "parcel", "deliv_pay_type": "prepaid", "price_currency": "KRW",
    "total_price": 8900, "deliv_price": 3000, "island_price": 500, "price_sale": 10.5, "point": 20, "coupon": 30.25,
    "membership_discount": 40, "period_discount": 50, "price_tax_free": 60, "payment_amount": 11900, "payment_time": 1777248060},
  "cash_receipt": {"request": "Y", "type": "deducation", "value": "01000000005", "status": "done", "complete_date": "2026-04-27"},
  "form": [
    {"type": "text", "title": "각인", "desc": "이름", "value": "춘향", "form_config_value": "c1"},
    {"type": "checkbox", "title": "포장", "desc": "고르기", "value": ["리본", "카드"], "form_config_value": "c2"},
    {"type": "file", "title": "도안", "desc": "그림", "value": {"name": "a.png", "url": "https://example.com/a.png", "size": 1024},
      "form_config_value": "c3"}],
  "use_issue_coupon_codes": ["cp1", "cp2"]
})";

inline constexpr std::string_view full_prod_order = R"({
  "order_no": "202604270000001-001", "code": "c202604270001", "status": "DELIVERING", "claim_status": "EXCHANGE_COLLECTING",
  "claim_type": "EXCHANGE", "pay_time": 1777248060, "delivery_time": 1777300000, "complete_time": 1777334400, "parcel_code": "CJ",
  "invoice_no": "631245789012", "channel_order_item_no": "2026042700000002",
  "items": [{"no": "11", "prod_no": "12", "prod_name": "한복", "prod_custom_code": "H-1", "prod_sku_no": "S-1", "is_promotion": "Y",
    "payment": {"count": 2, "price": 4450, "price_tax_free": 1, "deliv_price_tax_free": 3, "deliv_price": 4, "island_price": 5,
      "price_sale": 6.5, "point": 7, "coupon": 8, "membership_discount": 9, "period_discount": 10},
    "delivery": {"deliv_code": "dc", "deliv_price_mix": "mix", "deliv_group_code": "dg", "deliv_type": "parcel",
      "deliv_pay_type": "prepaid", "deliv_price_type": "flexable"},
    "options": [[{"no": "21", "type": "require", "is_mix": "N", "option_detail_code": "od1", "stock_sku_no": ["S-1-1"],
      "option_code_list": ["oc1"], "option_name_list": ["색"], "value_code_list": ["vc1"], "value_name_list": ["홍색"],
      "option_data": "홍색 한 벌", "payment": {"price": 100, "count": 1, "deliv_price": 2, "island_price": 3}}]]}]
})";

inline constexpr std::string_view full_invoice = R"({"parcel_code": "CJ", "invoice_no": "631245789012", "status": "DELIVERING"})";

/// A whole answer around `data`.
inline std::string answer(std::string_view data) {
  return std::string{R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0","data":)"}.append(data) + "}";
}

}  // namespace imweb::support
