#include <imweb/observer.hpp>

namespace imweb::inline v0 {

Observer::~Observer() = default;

void Observer::on_attempt(const AttemptReport&) {}
void Observer::on_call(const CallReport&) {}
void Observer::on_rest(const RestReport&) {}

}  // namespace imweb::inline v0
