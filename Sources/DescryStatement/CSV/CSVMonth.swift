/// Months by name.
enum CSVMonth {
  /// A month's name at the beginning, and how many bytes it takes.
  static func read(_ bytes: UnsafeRawBufferPointer) -> (Int, Int)? {
    guard let first = bytes.at(0), first.isWordByte, mayBegin(bytes) else { return nil }
    var length = 0
    while length < bytes.count, bytes[length].isWordByte || bytes[length] == UInt8(ascii: "."),
      length < 12
    {
      length += 1
    }
    let name = CSVHeader.key(WrittenText().string(bytes.stretch(0, length)))
    guard let month = months[name] else { return nil }
    return (month, length)
  }

  /// Whether the first three letters are those of a month, or not all of them plain.
  private static func mayBegin(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var letters: UInt32 = 0
    for byte in bytes.prefix(3) {
      guard byte.isLetter else { return byte >= 0x80 }
      letters = letters << 8 | UInt32(byte | 0x20)
    }
    return beginnings.contains(letters)
  }

  private static let beginnings = Set(
    months.keys.map { $0.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) } })

  /// Months in the languages of the alias table, whole and as they are cut.
  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    let names = [
      "jan january janv janvier januar jaenner jaen enero ene gennaio gen januari janeiro stycznia sty leden ledna tammikuuta tammi ocak ianuarie",
      "feb february fev fevr fevrier februar feber febrero febbraio februari fevereiro lutego lut unora helmikuuta helmi subat februarie",
      "mar march mars marz maerz marzo maart mrt marco mrz marca marts brezna maaliskuuta maalis mart martie",
      "apr april avr avril abril abr aprile kwietnia kwi dubna huhtikuuta huhti nisan aprilie",
      "may mai mayo maggio mag mei maio maja maj kvetna toukokuuta touko mayis",
      "jun june juin juni junio giugno giu junho czerwca cze cervna kesakuuta kesa haziran iunie",
      "jul july juil juillet juli julio luglio lug julho lipca lip cervence heinakuuta heina temmuz iulie",
      "aug august aout aou agosto ago augustus agt augusti sierpnia sie srpna elokuuta elo agustos",
      "sep sept september septembre septiembre settembre set setembro wrzesnia wrz zari syyskuuta syys eylul septembrie",
      "oct october octobre oktober okt octubre ottobre ott outubro out pazdziernika paz rijna lokakuuta loka ekim octombrie",
      "nov november novembre noviembre novembro listopada lis listopadu marraskuuta marras kasim noiembrie",
      "dec december decembre dezember dez diciembre dic dicembre desember des dezembro grudnia gru prosince joulukuuta joulu aralik decembrie",
    ]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}

extension UInt8 {
  /// Whether the byte is a letter, or part of one in an alphabet beyond ASCII.
  var isWordByte: Bool { isLetter || self >= 0x80 }
}
