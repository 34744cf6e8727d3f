// std::shared_ptr and std::unique_ptr.
#pragma once

// Of <memory>, the public headers need the two pointers alone. libstdc++ keeps these in a part without algorithms for raw memory, which
// would cost every file that includes this library. Include <memory> where you use more.
#if __has_include(<bits/shared_ptr.h>)
#include <bits/shared_ptr.h>
#else
#include <memory>
#endif
