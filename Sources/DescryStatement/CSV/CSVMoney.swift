import DescryCore

/// Amounts in CSV cells.
enum CSVMoney {
  /// The amount of a cell with its currency sign or letters taken off; nil when the cell holds
  /// anything else.
  static func amount(_ cell: UnsafeRawBufferPointer, mark: ReadingOptions.DecimalMark?) -> Amount? {
    withBody(cell) { body in
      WrittenAmount.read(body, mark: mark, thousand: mark == nil ? .decimals : .grouping)
    } ?? nil
  }

  /// Which decimal mark a cell shows, and how surely.
  struct Marks {
    var comma = 0
    var point = 0
    /// Cells whose only mark has three digits behind it, and could be either.
    var openComma = 0
    var openPoint = 0
    /// Cells with a number at all.
    var numbers = 0
    /// Numbers with a sign, a mark or a currency: more than a bare count of something.
    var moneyLike = 0

    mutating func add(_ cell: UnsafeRawBufferPointer) {
      _ = CSVMoney.withBody(cell) { body in
        guard
          WrittenAmount.read(body, mark: nil, thousand: .grouping) != nil
            || WrittenAmount.read(body, mark: .comma) != nil
            || WrittenAmount.read(body, mark: .point) != nil
        else { return }
        numbers += 1
        let last = body.lastIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
        if last != nil || body.contains(UInt8(ascii: "-")) || body.contains(UInt8(ascii: "+"))
          || body.count < cell.trimmed.count
        {
          moneyLike += 1
        }
        guard let last else { return }
        let isComma = body[last] == UInt8(ascii: ",")
        let behind = body[(last + 1)...].prefix { $0.isDigit }.count
        let other = body.contains(isComma ? UInt8(ascii: ".") : UInt8(ascii: ","))
        let repeated = body.count { $0 == body[last] } > 1
        if repeated {
          // A mark that stands twice groups: the other one is the decimal mark.
          if isComma { point += 1 } else { comma += 1 }
        } else if other || behind != 3 || body.stretch(0, last).isEmpty
          || body.stretch(0, last).elementsEqual([UInt8(ascii: "0")])
        {
          if isComma { comma += 1 } else { point += 1 }
        } else if isComma {
          openComma += 1
        } else {
          openPoint += 1
        }
      }
    }

    /// The decimal mark of the whole file, and the evidence in words; nil when the cells contradict
    /// each other.
    var decision: (mark: ReadingOptions.DecimalMark, says: String)? {
      if comma > 0, point == 0 {
        return (.comma, "decimal comma, shown by \(comma) amounts")
      }
      if point > 0, comma == 0 {
        return (.point, "decimal point, shown by \(point) amounts")
      }
      if comma > 0, point > 0 {
        // A few cells of another kind (a phone number, a rate) do not turn a column.
        if comma >= point * 20 {
          return (.comma, "decimal comma, shown by \(comma) amounts against \(point)")
        }
        if point >= comma * 20 {
          return (.point, "decimal point, shown by \(point) amounts against \(comma)")
        }
        return nil
      }
      if openComma > 0, openPoint == 0 {
        return (.point, "1,000 read as a thousand: no amount shows another decimal mark")
      }
      if openPoint > 0 {
        return (.comma, "1.000 read as a thousand: no amount shows another decimal mark")
      }
      return (.point, "whole amounts")
    }
  }

  /// Calls `body` with the cell's digits, signs and marks; nil when the cell holds other letters.
  private static func withBody<Result>(
    _ cell: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    let cell = cell.trimmed
    guard !cell.isEmpty, cell.count <= 40 else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 48, alignment: 1) { buffer in
      var length = 0
      var digits = 0
      var letters = 0
      var index = 0
      func put(_ byte: UInt8) {
        buffer[length] = byte
        length += 1
      }
      while index < cell.count {
        let byte = cell[index]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          put(byte)
          digits += 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","),
          UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: " "):
          put(byte)
        case UInt8(ascii: "$"), 0xA3, 0x80, 0xA4: break
        case 0xA0: put(UInt8(ascii: " "))
        case 0xC2:
          // £ and the hard blank in UTF-8.
          if cell.at(index + 1) == 0xA0 {
            put(UInt8(ascii: " "))
          } else if cell.at(index + 1) != 0xA3 {
            return nil
          }
          index += 1
        case 0xE2:
          let rest = cell.stretch(index, index + 3)
          if rest.elementsEqual([0xE2, 0x88, 0x92]) || rest.elementsEqual([0xE2, 0x80, 0x93]) {
            put(UInt8(ascii: "-"))
          } else if rest.elementsEqual([0xE2, 0x80, 0xAF])
            || rest.elementsEqual([0xE2, 0x80, 0x89])
          {
            put(UInt8(ascii: " "))
          } else if rest.elementsEqual([0xE2, 0x80, 0x99]) {
            put(UInt8(ascii: "'"))
          } else if !rest.elementsEqual([0xE2, 0x82, 0xAC]) {
            return nil
          }
          index += 2
        case _ where byte.isLetter || byte == 0xC5 || byte == 0x82: letters += 1
        default: return nil
        }
        index += 1
      }
      // EUR, GBP, "kr", "zł", "CR": at most three letters go with an amount.
      guard digits > 0, letters <= 4 else { return nil }
      return body(UnsafeRawBufferPointer(rebasing: buffer[..<length]).trimmed)
    }
  }
}
