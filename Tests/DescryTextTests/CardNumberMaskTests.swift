import DescryText
import Testing

@Suite("Card numbers are masked")
struct CardNumberMaskTests {
  // Test numbers of the networks; the IBANs are the examples of their registry.
  /// Digits are counted eight bytes at a time: a number is found wherever it stands.
  @Test func `hides a number in any place`() {
    for before in 0...20 {
      for after in 0...20 {
        let (head, tail) = (
          String(repeating: "/:", count: before), String(repeating: ":/", count: after)
        )
        #expect(
          CardNumberMask.mask(head + "4111 1111-1111.1111" + tail)
            == head + "************1111" + tail)
        #expect(CardNumberMask.mayHold(head + "4111111111111111" + tail))
        #expect(!CardNumberMask.mayHold(head + "411111111111" + tail))
      }
    }
  }

  @Test(arguments: [
    ("4111111111111111", "************1111"),
    ("CARD 4111 1111 1111 1111 SHOP", "CARD ************1111 SHOP"),
    ("4111-1111-1111-1111.", "************1111."),
    ("378282246310005", "************0005"),
    ("5555.5555.5555.4444 12", "************4444 12"),
    ("12 4111 1111 1111 1111", "12 ************1111"),
    ("4111\u{A0}1111\u{202F}1111\u{2013}1111", "************1111"),
    ("CB4111111111111111EUR", "CB************1111EUR"),
    ("6011000990139424,30569309025904", "************9424,************5904"),
    ("4222222222222", "************2222"),
  ])
  func hides(_ text: String, _ expected: String) {
    #expect(CardNumberMask.mask(text) == expected)
    #expect(CardNumberMask.mask(CardNumberMask.mask(text)) == expected)
  }

  @Test(arguments: [
    "", "411111111111", "4111111111111112", "41111111111111111111111", "0000000000000000",
    "BE68539007547034", "NO9386011117947", "GB29NWBK60161331926819", "DE89370400440532013000",
    "REF20180710", "2018-07-10 49.90", "+33 1 23 45 67 89",
  ])
  func leaves(_ text: String) {
    #expect(CardNumberMask.mask(text) == text)
  }
}
