public import PostgresDriver

/// How the role that reads all tenants logs in to every cluster.
///
/// The address is the cluster's own, as the registry has it for the application.
public struct FleetLogin: Sendable, Hashable {
  /// The role, such as `demarc.yml` names it under `roles: fleet`.
  public var role: String
  /// Its password, where the servers ask for one.
  public var password: Secret<String>?

  /// Makes a login.
  public init(role: String, password: Secret<String>? = nil) {
    self.role = role
    self.password = password
  }
}

extension FleetLogin {
  /// A connection string with this login in the place of the one that it has.
  func connectionString(at address: Secret<String>) -> Secret<String> {
    let text = address.reveal()
    let isURL = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    return Secret(isURL ? url(text) : "\(text) \(keywords(" "))")
  }

  /// In a URL, parameters win over what stands before the host.
  private func url(_ text: String) -> String {
    "\(text)\(text.contains("?") ? "&" : "?")\(keywords("&"))"
  }

  private func keywords(_ separator: String) -> String {
    let pairs = [("user", role)] + (password.map { [("password", $0.reveal())] } ?? [])
    return pairs.map { name, value in
      separator == "&" ? "\(name)=\(percentEncoded(value))" : "\(name)='\(escaped(value))'"
    }
    .joined(separator: separator)
  }

  private func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }

  private func percentEncoded(_ value: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = value.utf8.flatMap { byte -> [UInt8] in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
      return isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
