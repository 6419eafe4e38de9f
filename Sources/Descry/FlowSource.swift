public import DescryCore
public import DescryFlow
internal import FoundationEssentials
internal import Glibc

/// Checkout flows on disk: a file, or a folder.
public enum FlowSource {
  /// What was read at a path, and what could not be.
  public struct Reading: Sendable {
    /// The flows, in order.
    public var flows: [Flow] = []
    /// Why files were refused.
    public var refused: [Diagnostic] = []
  }

  /// Reads what a user names.
  ///
  /// A folder whose pages have numbers is one flow, in order; any other folder holds flows.
  public static func read(
    _ path: String, format: Flow.Format? = nil, options: FlowReadingOptions = FlowReadingOptions()
  ) -> Reading {
    var reading = Reading()
    add(path, format, options, depth: 0, to: &reading)
    return reading
  }

  /// Reads bytes that are in no file, as standard input.
  public static func read(
    _ bytes: [UInt8], name: String, format: Flow.Format? = nil,
    options: FlowReadingOptions = FlowReadingOptions()
  ) -> Reading {
    var reading = Reading()
    do {
      reading.flows.append(
        try FlowFile.read(bytes, path: name, format: format, options: options))
    } catch {
      reading.refused.append(error.diagnostic)
    }
    return reading
  }

  private static func add(
    _ path: String, _ format: Flow.Format?, _ options: FlowReadingOptions, depth: Int,
    to reading: inout Reading
  ) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return refuse(path, "cannot be read: there is no such file", to: &reading)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      guard let bytes = content(of: path, status, options, to: &reading) else { return }
      var options = options
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      let outer = options.resource
      options.resource = outer ?? { reference in sheet(reference, beside: folder) }
      let read = Self.read(bytes, name: path, format: format, options: options)
      reading.flows += read.flows.map(FlowScreenshots.named)
      reading.refused += read.refused
      return
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
    let stem = path.hasSuffix("/") ? String(path.dropLast()) : path
    let pages = names.filter(isPage)
    if !pages.isEmpty, pages.allSatisfy(hasNumber) {
      var parts: [FlowFile.Part] = []
      for name in names where isPage(name) || name.hasSuffix(".css") {
        let part = "\(stem)/\(name)"
        var inner = stat()
        guard stat(part, &inner) == 0, inner.st_mode & S_IFMT == S_IFREG,
          let bytes = content(of: part, inner, options, to: &reading)
        else { continue }
        parts.append(FlowFile.Part(path: part, bytes: bytes))
      }
      do {
        let flow = try FlowFile.read(parts: parts, path: stem, options: options)
        reading.flows.append(FlowScreenshots.named(flow))
      } catch {
        reading.refused.append(error.diagnostic)
      }
    } else {
      for name in pages { add("\(stem)/\(name)", format, options, depth: depth, to: &reading) }
    }
    guard depth < 16 else { return }
    for name in names where !isPage(name) {
      var inner = stat()
      if stat("\(stem)/\(name)", &inner) == 0, inner.st_mode & S_IFMT == S_IFDIR {
        add("\(stem)/\(name)", format, options, depth: depth + 1, to: &reading)
      }
    }
    if depth == 0, reading.flows.isEmpty, reading.refused.isEmpty {
      refuse(path, "holds no page, recording or transcript", to: &reading)
    }
  }

  /// The bytes of a file; nil, said in `reading`, when it cannot be read or no format is so large.
  ///
  /// Only a file tells its size beforehand: of a pipe so much is read, and of nothing else.
  private static func content(
    of path: String, _ status: stat, _ options: FlowReadingOptions, to reading: inout Reading
  ) -> [UInt8]? {
    let most = options.largest
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO else {
      refuse(path, "cannot be read: it is neither a file nor a folder", to: &reading)
      return nil
    }
    guard let file = fopen(path, "rb") else {
      refuse(path, "cannot be read", to: &reading)
      return nil
    }
    defer { fclose(file) }
    let expected = kind == S_IFREG ? Int(status.st_size) : 0
    guard expected <= most, let bytes = bytes(of: file, expected: expected, atMost: most) else {
      refuse(path, "has more than the \(most) bytes that are read of any file", to: &reading)
      return nil
    }
    return bytes
  }

  /// The bytes of an open file; nil when there are too many.
  private static func bytes(
    of file: UnsafeMutablePointer<FILE>, expected: Int, atMost most: Int
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    // One more than expected, so that the end is met without growing.
    var room = max(expected + 1, 1 << 16)
    while bytes.count <= most {
      let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = fread(buffer.baseAddress, 1, room, file)
      }
      if bytes.isEmpty { bytes = more } else { bytes += more }
      if more.count < room { return bytes.count <= most ? bytes : nil }
      room = 1 << 20
    }
    return nil
  }

  /// A style sheet beside a page; never one outside its folder.
  private static func sheet(_ reference: String, beside folder: String) -> [UInt8]? {
    let plain = reference.split(separator: "?").first.map(String.init) ?? reference
    guard plain.hasSuffix(".css"), !plain.contains(".."), !plain.hasPrefix("/"),
      !plain.contains(":")
    else { return nil }
    return FileManager.default.contents(atPath: folder + plain).map(Array.init)
  }

  private static let endings = [
    ".html", ".htm", ".mhtml", ".mht", ".har", ".zip", ".aria.yml", ".flow.json", ".flow.md",
    ".txt",
  ]

  private static func isPage(_ name: String) -> Bool {
    let lower = name.lowercased()
    return endings.contains { lower.hasSuffix($0) }
  }

  /// Whether a name begins with a number, or with a word and a number, as `step2.html`.
  private static func hasNumber(_ name: String) -> Bool {
    let rest = name.drop { $0.isLetter || $0 == "-" || $0 == "_" }
    return rest.first.map { $0.isNumber } ?? false
  }

  private static func refuse(_ path: String, _ message: String, to reading: inout Reading) {
    reading.refused.append(
      Diagnostic(
        severity: .error, code: "F000 no-file", message: message,
        location: SourceLocation(path: path),
        help: "name a page, a recording, a transcript, or a folder of them"))
  }
}
