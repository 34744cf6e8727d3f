#include <imweb/pipeline/rules/trouble.hpp>

#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/pipeline/rules/verdict.hpp>

namespace imweb::inline v0::pipeline::rules {
namespace {

using Form = http::Envelope::Form;
using http::Cause;
using http::Progress;

std::string_view name_of(Trouble trouble) { return row_of(trouble).name; }

struct AnswerRow {
  std::string_view name;
  int status;
  http::Envelope envelope;
  Trouble trouble;
};

TEST(Trouble, IsReadFromAnAnswer) {
  const AnswerRow rows[] = {
      {"success", 200, {.form = Form::valid, .code = 200}, Trouble::none},
      {"success of something else", 200, {.form = Form::foreign, .code = 200}, Trouble::none},
      {"wrong key", 200, {.form = Form::valid, .code = -1}, Trouble::none},
      {"wrong token", 200, {.form = Form::valid, .code = -2}, Trouble::none},
      {"no permission", 200, {.form = Form::valid, .code = -5}, Trouble::none},
      {"too many requests", 200, {.form = Form::valid, .code = -7}, Trouble::throttled},
      {"wrong parameter", 200, {.form = Form::valid, .code = -10}, Trouble::none},
      {"no such order", 200, {.form = Form::valid, .code = -11}, Trouble::none},
      {"failed inside", 200, {.form = Form::valid, .code = -19}, Trouble::failing},
      {"no such method", 200, {.form = Form::valid, .code = -99}, Trouble::none},
      {"maintenance", 200, {.form = Form::valid, .code = -999}, Trouble::maintenance},
      {"unknown code", 200, {.form = Form::valid, .code = -12345}, Trouble::none},
      {"forbidden by imweb", 403, {.form = Form::valid, .code = -5}, Trouble::none},
      {"forbidden, JSON without a code", 403, {.form = Form::malformed}, Trouble::none},
      {"forbidden by a firewall", 403, {.form = Form::no_json}, Trouble::blocked},
      {"not acceptable to a firewall", 406, {.form = Form::no_json}, Trouble::blocked},
      {"a page", 200, {.form = Form::no_json}, Trouble::page},
      {"a page that is not there", 404, {.form = Form::no_json}, Trouble::page},
      {"a broken answer", 200, {.form = Form::malformed}, Trouble::none},
      {"a broken answer of a sick server", 500, {.form = Form::malformed}, Trouble::failing},
      {"a gateway's page", 502, {.form = Form::no_json}, Trouble::failing},
      {"a maintenance page", 503, {.form = Form::no_json}, Trouble::failing},
      {"too many requests, a page", 429, {.form = Form::no_json}, Trouble::throttled},
  };
  for (const auto& row : rows)
    EXPECT_EQ(name_of(trouble_in(judge(row.status, row.envelope).kind, row.status, row.envelope)), name_of(row.trouble))
        << row.name;
}

TEST(Trouble, IsReadFromARequestThatCouldNotBeSent) {
  EXPECT_EQ(trouble_in(Progress::not_sent, Cause::connection), Trouble::unreachable);
  EXPECT_EQ(trouble_in(Progress::not_sent, Cause::timeout), Trouble::unreachable);
  EXPECT_EQ(trouble_in(Progress::not_sent, Cause::identity), Trouble::impostor);
  EXPECT_EQ(trouble_in(Progress::not_sent, Cause::setup), Trouble::none);
  EXPECT_EQ(trouble_in(Progress::not_sent, Cause::stopped), Trouble::none);
}

TEST(Trouble, IsReadFromAnAnswerThatGotLost) {
  for (const auto cause : {Cause::connection, Cause::timeout, Cause::identity, Cause::answer, Cause::setup, Cause::stopped})
    EXPECT_EQ(trouble_in(Progress::may_have_been_sent, cause), Trouble::lost);
}

TEST(Trouble, HasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const auto& row : troubles) names.insert(row.name);

  EXPECT_EQ(names.size(), troubles.size());
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules
