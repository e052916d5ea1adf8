#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a plan allows, or an add-on adds to it.
enum Entitlement: Codable, Hashable {
  case none
  case flag(Bool)
  case number(Decimal)
  case text(String)
  case list([Entitlement])
  case group([String: Entitlement])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      // Of one value, only the type that it has can be decoded; the others fail, and that is how it is known.
      self = .flag(flag)
    } else if let number = try? container.decode(Decimal.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Entitlement].self) {
      self = .list(list)
    } else {
      self = .group(try container.decode([String: Entitlement].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .group(let group): try container.encode(group)
    }
  }

  /// Adds what an add-on gives, as often as it was bought: numbers add up, and what is allowed once stays allowed.
  ///
  /// - Throws: `TransformError` when the two do not fit together.
  mutating func add(_ delta: Entitlement, times quantity: Int32, at path: String = "") throws {
    switch (self, delta) {
    case (.number(let number), .number(let more)):
      self = .number(number + more * Decimal(Int(quantity)))
    case (.flag(let isAllowed), .flag(let isAdded)):
      self = .flag(isAllowed || isAdded)
    case (.group(var group), .group(let additions)):
      for (key, addition) in additions {
        let place = path.isEmpty ? key : "\(path).\(key)"
        var value = group[key] ?? addition.zero
        try value.add(addition, times: quantity, at: place)
        group[key] = value
      }
      self = .group(group)
    default:
      throw TransformError.entitlement(path)
    }
  }

  /// What an addition is added to where the plan says nothing.
  private var zero: Entitlement {
    switch self {
    case .number: .number(0)
    case .flag: .flag(false)
    case .group: .group([:])
    case .none, .text, .list: self
    }
  }
}
