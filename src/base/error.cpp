#include <utility>

#include <imweb/base/failure.hpp>

namespace imweb::inline v0 {

Error::Error(Failure failure) : failure_(std::move(failure)) {}
Error::Error(const Error&) = default;
Error& Error::operator=(const Error&) = default;
Error::~Error() = default;

const char* Error::what() const noexcept { return failure_.message().c_str(); }

}  // namespace imweb::inline v0
