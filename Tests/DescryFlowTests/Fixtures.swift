/// Small sources of every format, written for the tests.
enum Fixtures {
  static let mhtml = """
    From: <Saved by Blink>
    Date: Sun, 9 Mar 2025 10:00:00 GMT
    MIME-Version: 1.0
    Content-Type: multipart/related;
    \ttype="text/html";
    \tboundary="--b--"

    ----b--
    Content-Type: text/html; charset=utf-8
    Content-Transfer-Encoding: quoted-printable
    Content-Location: https://shop.example/step

    <html lang=3D"fr"><title>=C3=89tape</title><link rel=3Dstylesheet href=3D"/s.css=
    ">=20<p class=3Da>=C3=89t=C3=A9 =C3=A0 9 =E2=82=AC</p><iframe title=3DCarte src=3D"cid:f@x"></iframe>
    <div><template shadowmode=3Dclosed><p>Ombre</p></template></div><p class=3Db>Loin</p>
    ----b--
    Content-Type: text/html
    Content-ID: <f@x>
    Content-Transfer-Encoding: base64

    PHA+RGFucyBsZSBjYWRyZTwvcD4=
    ----b--
    Content-Type: text/css
    Content-Location: https://shop.example/s.css

    .a{font-size:9px} .b{display:none}
    ----b----

    """

  static let har = """
    {"log": {"version": "1.2", "entries": [
    {"startedDateTime": "2025-03-09T10:00:05Z", "request": {"url": "https://shop.example/2"},
     "response": {"status": 200, "content": {"mimeType": "text/html", "encoding": "base64", "text": "PHA+RGV1eDwvcD4="}}},
    {"startedDateTime": "2025-03-09T10:00:01Z", "request": {"url": "https://shop.example/1"},
     "response": {"status": 200, "content": {"mimeType": "text/html; charset=utf-8", "text": "<p>Un</p>"}}},
    {"startedDateTime": "2025-03-09T10:00:03Z", "request": {"url": "https://shop.example/old"},
     "response": {"status": 302, "content": {"mimeType": "text/html", "text": "<p>Moved</p>"}}},
    {"startedDateTime": "2025-03-09T10:00:07Z", "request": {"url": "https://shop.example/api"},
     "response": {"status": 200, "content": {"mimeType": "application/json",
     "text": "{\\"cart\\": {\\"currency\\": \\"EUR\\", \\"grandTotal\\": 24.80, \\"count\\": 3}}"}}}
    ]}}
    """

  static let trace = """
    {"version":10,"type":"context-options","wallTime":1700000000000}
    {"type":"before","callId":"c@1","class":"Frame","method":"goto","params":{"url":"https://shop.example/cart"}}
    {"type":"before","callId":"c@2","class":"Frame","method":"uncheck","params":{"selector":"input"}}
    {"type":"frame-snapshot","snapshot":{"callId":"c@2","phase":"before","frameId":"f","frameUrl":"https://shop.example/cart","isMainFrame":true,"timestamp":1000,"html":["HTML",{"lang":"fr"},["BODY",{},["LABEL",{},["INPUT",{"type":"checkbox","checked":"","__playwright_checked_":"true"}]," Offre"],["IFRAME",{"src":"/snapshot/g"}],["BUTTON",{"id":"p"},"Payer"]]]}}
    {"type":"frame-snapshot","snapshot":{"callId":"c@2","phase":"before","frameId":"g","frameUrl":"https://card.example/","isMainFrame":false,"html":["HTML",{},["BODY",{},"Dans le cadre"]]}}
    {"type":"frame-snapshot","snapshot":{"callId":"c@2","phase":"action","frameId":"f","frameUrl":"https://shop.example/cart","isMainFrame":true,"html":["HTML",{"lang":"fr"},["BODY",{},["LABEL",{},["INPUT",{"type":"checkbox","checked":"","__playwright_checked_":"true","__playwright_target__":"c@2"}],[[1,1]]],[[1,3]],[[1,5]]]]}}
    {"type":"after","callId":"c@2"}
    {"type":"before","callId":"c@3","class":"Frame","method":"click","params":{"selector":"internal:role=button[name=\\"payer\\"i]"}}
    {"type":"frame-snapshot","snapshot":{"callId":"c@3","phase":"before","frameId":"f","frameUrl":"https://shop.example/cart","isMainFrame":true,"html":["HTML",{"lang":"fr"},["BODY",{},["LABEL",{},["INPUT",{"type":"checkbox","checked":"","__playwright_checked_":"false"}],[[2,1]]],[[2,3]],[[2,5]]]]}}
    {"type":"frame-snapshot","snapshot":{"callId":"c@3","phase":"after","frameId":"f","frameUrl":"https://shop.example/done","isMainFrame":true,"html":["HTML",{},["BODY",{},["P",{},"Merci"]]]}}
    {"type":"before","callId":"c@4","class":"Frame","method":"waitForSelector","params":{"selector":"p"}}

    """

  static let olderTrace = """
    {"version":4,"type":"context-options"}
    {"type":"before","callId":"call@7","apiName":"page.click","beforeSnapshot":"before@call@7","params":{"selector":"text=Pay"}}
    {"type":"frame-snapshot","snapshot":{"snapshotName":"before@call@7","frameId":"f","frameUrl":"https://shop.example/","isMainFrame":true,"html":["HTML",{},["BODY",{},["P",{},"Hi"],["BUTTON",{},"Pay"]]]}}

    """

  static let aria = """
    - banner:
      - strong: Boutique
    - main:
      - 'heading "Premium : essai" [level=1]'
      - checkbox "Je m'abonne" [checked]
      - text: Je m'abonne puis 5 €/mois
      - link "Non merci":
        - /url: /non
      - button "Payer" [disabled]
    """

  static let transcript = """
    ---
    flow: Visite
    lang: fr
    currency: EUR
    merchant: boutique
    date: 2025-03-09
    ---
    # 1. Panier <https://shop.example/>
    Livre — 8,90 €
    [x] Essai
    En payant, voir les [CGV](/cgv).
    [[ Continuer ]]!
    > uncheck "Essai"
    > click "Continuer"
    # 2. Offre {overlay lang=en}
    **Agent:** Hello
    <select> Plan: month | year

    """

  static let domSnapshot = """
    {"documents": [{"documentURL": 0, "title": 1, "contentWidth": 800, "contentHeight": 600,
    "nodes": {"parentIndex": [-1, 0, 1, 2, 3, 2, 5, 5], "nodeType": [9, 1, 1, 1, 3, 1, 1, 3],
    "nodeName": [2, 3, 4, 5, 6, 7, 8, 6], "nodeValue": [-1, -1, -1, -1, 9, -1, -1, 10],
    "attributes": [[], [], [], [], [], [], [11, 12], []], "inputChecked": {"index": [6]}},
    "layout": {"nodeIndex": [1, 2, 3, 4, 5, 6, 7],
    "styles": [[13,14,15,16,17,18,19,20], [13,14,15,16,17,18,19,20], [13,14,15,21,17,22,19,20], [],
      [23,14,15,16,17,18,19,20], [23,14,15,16,17,18,19,20], []],
    "bounds": [[0,0,800,600], [0,0,800,600], [1,2,30,4], [1,2,30,4], [0,9,9,9], [0,9,9,9], [0,9,9,9]]}}],
    "strings": ["https://shop.example/", "Shop", "#document", "HTML", "BODY", "P", "#text", "LABEL",
    "INPUT", "words", " Box", "type", "checkbox", "block", "visible", "1", "rgb(0, 0, 0)",
    "rgba(0, 0, 0, 0)", "16px", "400", "none", "rgb(190, 190, 190)", "9px", "inline"]}
    """
}

/// Builds zip archives for tests.
enum Zip {
  /// An archive whose members are stored as they are.
  static func stored(_ members: [String: String]) -> [UInt8] {
    archive(members.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8), 0) })
  }

  /// An archive of one deflated trace: a cart with a total and a button.
  static var deflatedTrace: [UInt8] {
    let packed = bytes(
      "ZVBNT8MwDL3zK5DhmK0tF1BPCCEEEmM7dAc09eAVl0akSZR4sKnqf8cpGh8ilzw/v+cXZ4B3ClE7C+WVAj54ghIaZ5n2PHOepRNBwQcaU+lemsVl/nPGk+Ho2VLrAom0EenDS5oi4LoQpifu3MQY3bwlicEYpb4L2CeLRwFCDBDJUMMuSPNsuzvA+CuhTepZtOhj51hs31CM/1N9h/HPwyb/pGmLY7kORuqO2ccyy2SYn9Mee28oazCkkI57kWzgvlo8ghrAoH0VC1kY1QZulrfPwia4mm6oHKM5PS8u5nkOdZKsq2r5lKw6ZU9bKVjhAeq6VqDjArX9+omSw45k5U8="
    )
    return archive([("trace.trace", packed, 8)])
  }

  private static func archive(_ members: [(name: String, packed: [UInt8], method: Int)]) -> [UInt8]
  {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> (8 * $0) & 255) }
    }
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let name = Array(member.name.utf8)
      let sizes =
        number(0, 4) + number(member.packed.count, 4) + number(member.packed.count, 4)
        + number(name.count, 2) + number(0, 2)
      let common = number(20, 2) + number(0, 2) + number(member.method, 2) + number(0, 4) + sizes
      directory +=
        [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 10) + number(archive.count, 4)
        + name
      archive += [0x50, 0x4B, 3, 4] + common + name + member.packed
    }
    return archive + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(members.count, 2)
      + number(members.count, 2) + number(directory.count, 4) + number(archive.count, 4)
      + number(0, 2)
  }

  private static func bytes(_ base64: String) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bits = 0
    var count = 0
    var bytes: [UInt8] = []
    for letter in base64.utf8 {
      guard let value = letters.firstIndex(of: letter) else { continue }
      bits = (bits << 6 | value) & 0xFFFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 255))
      }
    }
    return bytes
  }
}
