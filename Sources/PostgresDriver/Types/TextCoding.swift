/// Decodes a value from the text that it describes itself with.
func decodeText<Value: LosslessStringConvertible>(_ decoder: any Decoder) throws -> Value {
  let container = try decoder.singleValueContainer()
  let text = try container.decode(String.self)
  guard let value = Value(text) else {
    throw DecodingError.dataCorruptedError(
      in: container,
      debugDescription: "'\(text)' is no \(Value.self)"
    )
  }
  return value
}

/// Encodes a value as the text that it describes itself with.
func encodeText(_ value: some LosslessStringConvertible, to encoder: any Encoder) throws {
  var container = encoder.singleValueContainer()
  try container.encode(value.description)
}
