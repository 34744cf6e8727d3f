// The second translation unit: both include the whole library, and they link.
#include <imweb/imweb.hpp>

bool knows_carrier();

bool knows_carrier() { return !imweb::ParcelCode::known().empty(); }
