import Foundation

/// A real server of its own folder, with a walk that is under way.
final class TestServer {
    let folder: URL
    private(set) var leaderLink = ""
    private let program: String
    private let process = Process()

    init() throws {
        guard let program = ProcessInfo.processInfo.environment["LYKTA_SERVER"] else {
            throw Failed.toStart("LYKTA_SERVER names no program")
        }
        self.program = program
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let said = try line(of: process, told: ["serve"])
        let url = said.replacingOccurrences(of: "listening on ", with: "")
        leaderLink = "\(url)/join\(try planned())"
    }

    func stop() throws {
        process.terminate()
        process.waitUntilExit()
        try FileManager.default.removeItem(at: folder)
    }

    private func planned() throws -> Substring {
        let area = folder.appending(path: "area.geojson")
        try Data(Self.area.utf8).write(to: area)
        let (from, to) = (Date(timeIntervalSinceNow: -60), Date(timeIntervalSinceNow: 7_200))
        let moment = ISO8601DateFormatter()
        let walk = Process()
        let output = try run(
            walk,
            told: [
                "walk", "create", "--name", "Kvällsvandring", "--area", area.path,
                "--starts", moment.string(from: from), "--ends", moment.string(from: to),
            ])
        let said = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
        let line = said.split(separator: "\n").first { $0.hasPrefix("leader") }
        guard let line, let hash = line.firstIndex(of: "#") else { throw Failed.toStart(said) }
        return line[hash...].prefix { !$0.isWhitespace }
    }

    private func line(of process: Process, told: [String]) throws -> String {
        let output = try run(process, told: told)
        var line = Data()
        while let byte = try output.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
        return String(decoding: line, as: UTF8.self)
    }

    private func run(_ process: Process, told: [String]) throws -> FileHandle {
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = told
        process.environment = [
            "LYKTA_DATA": folder.appending(path: "data").path,
            "LYKTA_LISTEN": "127.0.0.1:0",
            "LYKTA_LOG": "warn",
        ]
        process.standardOutput = output
        try process.run()
        return output.fileHandleForReading
    }

    private enum Failed: Error {
        case toStart(String)
    }

    private static let area = """
        {"type": "Polygon", "coordinates": [[[24.92, 60.16], [24.96, 60.16], [24.96, 60.18], [24.92, 60.16]]]}
        """
}
