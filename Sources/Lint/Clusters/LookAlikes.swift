/// Characters that a reader takes for others, or does not see.
enum LookAlikes {
  /// A string as a reader sees it.
  static func resolved(_ text: FoldedText) -> FoldedText {
    var result = FoldedText("")
    for piece in text.pieces {
      switch piece {
      case .hole: result.append(.hole)
      case .text(let text): result.append(.text(resolved(text)))
      }
    }
    return result
  }

  fileprivate static func resolved(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) { continue }
      scalars.append(letter(scalar))
    }
    return String(scalars)
  }

  /// Whether a character takes no room: joiners, soft hyphens, marks of direction, selectors, tags.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x202A...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xE0000...0xE0FFF, 0x300...0x36F:
      true
    default: false
    }
  }

  /// The Latin letter, digit or `_` that a character looks like.
  static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x1D400...0x1D6A3:
      // The mathematical alphabets: capitals and small letters in turn.
      let index = (scalar.value - 0x1D400) % 52
      return Unicode.Scalar(index < 26 ? 0x41 + index : 0x61 + index - 26) ?? scalar
    case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + (scalar.value - 0x1D7CE) % 10) ?? scalar
    case 0x24D0...0x24E9: return Unicode.Scalar(0x61 + scalar.value - 0x24D0) ?? scalar
    default: return table[scalar] ?? scalar
    }
  }

  /// Whether a character looks like another one, or like none.
  static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 && (isInvisible(scalar) || letter(scalar) != scalar)
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs =
      "аaеeоoрpсcуyхxѕsіiјjԁdһhԛqԝwӏlкkтtмmнhвbгrпnиuзeьbαaεeιiκkνvοoρpτtυuχxηnσoωwϲcϳjɡgɑaıiℓlⅼlⅽcⅾdⅿmⅰiⅴvⅹxսuոnհhսuօoѕsցgզqꜱsᴄcᴜuᴛtᴇeʀrʟlꞁlＡAᎪAᏴBᏟCᎬE"
      + "АAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX٠0۰0०0߀0Օ0‿_＿_﹍_﹎_ˍ_ǀlƖl∣l"
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let scalars = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      table[scalars[index]] = scalars[index + 1]
    }
    return table
  }()
}

extension String {
  /// The text as a reader sees it; nil where that is how it is written.
  package var withoutLookAlikes: String? {
    unicodeScalars.contains(where: LookAlikes.isDeceptive) ? LookAlikes.resolved(self) : nil
  }
}
