extension FoldedText {
  /// The text with characters that look like those of ASCII replaced by them, and invisible ones left out.
  ///
  /// A reader takes `сluster` with a Cyrillic с for `cluster`, and so does whoever copies it.
  var withoutDisguise: FoldedText {
    guard pieces.contains(where: \.isDisguised) else { return self }
    var result = FoldedText("")
    for piece in pieces {
      guard case .text(let text) = piece else {
        result.append(.hole)
        continue
      }
      var plain = String.UnicodeScalarView()
      for scalar in text.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
        plain.append(lookAlikes[scalar] ?? scalar.plainWidth)
      }
      result.append(.text(String(plain)))
    }
    return result
  }
}

extension FoldedText.Piece {
  fileprivate var isDisguised: Bool {
    guard case .text(let text) = self else { return false }
    return text.utf8.contains { $0 >= 0x80 }
  }
}

extension Unicode.Scalar {
  /// The character of ASCII that a full-width or mathematical one stands for.
  fileprivate var plainWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x1D41A...0x1D433: Unicode.Scalar(value - 0x1D41A + 0x61) ?? self
    case 0x1D68A...0x1D6A3: Unicode.Scalar(value - 0x1D68A + 0x61) ?? self
    case 0x1D7CE...0x1D7FF: Unicode.Scalar((value - 0x1D7CE) % 10 + 0x30) ?? self
    default: self
    }
  }
}

/// Letters of other alphabets that look like those of ASCII.
private let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
  "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ӏ": "l", "ո": "n",
  "о": "o", "р": "p",
  "ԛ": "q", "ѕ": "s", "т": "t", "υ": "u", "ս": "u", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y",
  "ο": "o", "α": "a",
  "ρ": "p", "ϲ": "c", "ν": "v", "ı": "i", "ⅼ": "l", "ꜱ": "s", "ᴄ": "c", "ʟ": "l", "ᴜ": "u",
  "ᴛ": "t", "ᴇ": "e",
  "ʀ": "r", "ʜ": "h", "ᴀ": "a", "ᴅ": "d", "＿": "_", "‗": "_", "ˍ": "_", "Ⅽ": "C", "С": "C",
  "Е": "E", "Т": "T",
  "О": "O", "Ѕ": "S", "А": "A",
]
