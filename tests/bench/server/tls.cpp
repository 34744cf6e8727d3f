#include "bench/server/tls.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <stdexcept>

namespace imweb::bench {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Context = std::shared_ptr<SSL_CTX>;

void check(bool is_well, const char* what) {
  if (!is_well) throw std::runtime_error{std::string{"OpenSSL: "} + what};
}

/// An extension that speaks of the certificate itself.
void extend(X509& certificate, int kind, const char* value) {
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{X509V3_EXT_conf_nid(nullptr, nullptr, kind,
                                                                                                      value),
                                                                                  &X509_EXTENSION_free};
  check(extension && X509_add_ext(&certificate, extension.get(), -1) == 1, "extension");
}

Certificate self_signed(EVP_PKEY& key) {
  constexpr long day = 24 * 3600;
  Certificate certificate{X509_new(), &X509_free};
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day);
  X509_set_pubkey(certificate.get(), &key);
  const std::string name = "imweb bench";
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  extend(*certificate, NID_basic_constraints, "critical,CA:TRUE");
  extend(*certificate, NID_subject_alt_name, "IP:127.0.0.1");
  check(X509_sign(certificate.get(), &key, EVP_sha256()) > 0, "signing");
  return certificate;
}

class TlsStream final : public Stream {
 public:
  TlsStream(int socket, SSL_CTX& context) : Stream(socket), ssl_(SSL_new(&context), &SSL_free) {
    check(ssl_ && SSL_set_fd(ssl_.get(), socket) == 1, "connection");
    SSL_set_accept_state(ssl_.get());
  }

  Read read(std::span<char> into) override {
    const int got = SSL_read(ssl_.get(), into.data(), static_cast<int>(std::min<std::size_t>(into.size(), INT_MAX)));
    if (got > 0) return {static_cast<std::size_t>(got), State::open};
    return {0, SSL_get_error(ssl_.get(), got) == SSL_ERROR_WANT_READ ? State::open : State::over};
  }

  State write(std::string_view bytes) override {
    const int put = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    return put == static_cast<int>(bytes.size()) ? State::open : State::over;
  }

 private:
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

}  // namespace

MakeStream tls_streams(const std::string& certificate_file) {
  const Key key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
  check(key != nullptr, "key");
  const Certificate certificate = self_signed(*key);
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> file{std::fopen(certificate_file.c_str(), "w"), &std::fclose};
  check(file && PEM_write_X509(file.get(), certificate.get()) == 1, "writing the certificate");
  const Context context{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
  check(context && SSL_CTX_use_certificate(context.get(), certificate.get()) == 1 &&
            SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1,
        "context");
  return [context](int socket) { return std::make_unique<TlsStream>(socket, *context); };
}

}  // namespace imweb::bench
