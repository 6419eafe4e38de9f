import DescryCore

extension CSVMoney {
  /// Which decimal mark the cells of a column show, and how surely.
  struct Marks {
    private(set) var comma = 0
    private(set) var point = 0
    /// Cells whose only mark has three digits behind it, and could be either.
    private(set) var openComma = 0
    private(set) var openPoint = 0
    /// Cells with a number at all.
    private(set) var numbers = 0
    /// Numbers with a sign, a mark or a currency: more than a bare count of something.
    private(set) var moneyLike = 0

    /// Adds what other cells of the column show.
    mutating func add(_ other: Marks) {
      comma += other.comma
      point += other.point
      openComma += other.openComma
      openPoint += other.openPoint
      numbers += other.numbers
      moneyLike += other.moneyLike
    }

    mutating func add(_ cell: UnsafeRawBufferPointer) {
      if addPlain(cell) { return }
      _ = CSVMoney.withBody(cell) { body, _ in
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
        } else if other || behind != 3 || Self.isNothing(body.stretch(0, last)) {
          if isComma { comma += 1 } else { point += 1 }
        } else if isComma {
          openComma += 1
        } else {
          openPoint += 1
        }
      }
    }

    /// Takes `-12.50` and its like, most of all cells, without a copy; false for other forms.
    @inline(__always)
    private mutating func addPlain(_ cell: UnsafeRawBufferPointer) -> Bool {
      let count = cell.count
      guard count >= 4, count <= 17 else { return false }
      let mark = cell[count - 3]
      guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: "."), cell[count - 1].isDigit,
        cell[count - 2].isDigit, cell[count - 4].isDigit
      else { return false }
      var index = cell[0] == UInt8(ascii: "-") || cell[0] == UInt8(ascii: "+") ? 1 : 0
      while index < count - 3 {
        guard cell[index].isDigit else { return false }
        index += 1
      }
      numbers += 1
      moneyLike += 1
      if mark == UInt8(ascii: ",") { comma += 1 } else { point += 1 }
      return true
    }

    /// Nothing or a zero before the mark: `,500`, `-0.500`.
    private static func isNothing(_ whole: UnsafeRawBufferPointer) -> Bool {
      whole.allSatisfy {
        $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: "(")
      } && whole.count { $0.isDigit } <= 1
    }

    /// The decimal mark of the whole file, and the evidence in words; nil when the cells contradict
    /// each other.
    var decision: (mark: ReadingOptions.DecimalMark, says: LocalizedText)? {
      if comma > 0, point == 0 {
        return (
          .comma,
          LocalizedText(
            en: "decimal comma, shown by \(comma) amounts",
            fr: "virgule décimale, montrée par \(comma) montants")
        )
      }
      if point > 0, comma == 0 {
        return (
          .point,
          LocalizedText(
            en: "decimal point, shown by \(point) amounts",
            fr: "point décimal, montré par \(point) montants")
        )
      }
      if comma > 0, point > 0 {
        // A few cells of another kind (a phone number, a rate) do not turn a column.
        if comma >= point * 20 {
          return (
            .comma,
            LocalizedText(
              en: "decimal comma, shown by \(comma) amounts against \(point)",
              fr: "virgule décimale, montrée par \(comma) montants contre \(point)")
          )
        }
        if point >= comma * 20 {
          return (
            .point,
            LocalizedText(
              en: "decimal point, shown by \(point) amounts against \(comma)",
              fr: "point décimal, montré par \(point) montants contre \(comma)")
          )
        }
        return nil
      }
      if openComma > 0, openPoint == 0 {
        return (
          .point,
          LocalizedText(
            en: "1,000 read as a thousand: no amount shows another decimal mark",
            fr: "1,000 est lu mille : aucun montant ne montre une autre marque décimale")
        )
      }
      if openPoint > 0 {
        return (
          .comma,
          LocalizedText(
            en: "1.000 read as a thousand: no amount shows another decimal mark",
            fr: "1.000 est lu mille : aucun montant ne montre une autre marque décimale")
        )
      }
      return (.point, LocalizedText(en: "whole amounts", fr: "montants entiers"))
    }
  }
}
