using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Tests.Parties;

namespace Ledger.Node.Tests;

/// <summary>
/// The bytes of each event, kept under <c>Golden/events</c>. A released file never changes: logs hold such bytes for
/// ever. The next shape of an event gets a name, and a file, of its own; optional fields that it is given later, a second file.
/// </summary>
public sealed class GoldenEventTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Ledger.Node.Tests", "Golden", "events");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Names => [.. Catalogue().Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_bytes_of_an_event_stay_what_they_were(string file)
    {
        string path = Path.Combine(Folder, file);
        JsonObject golden = Read(path);
        EventKind kind = Catalogue().Named(NameOf(file));
        ByteString bytes = ByteString.CopyFrom(Convert.FromHexString((string)golden["bytes"]!));
        IMessage message = kind.Parse(bytes);

        Assert.Equal(kind.Name, (string)golden["name"]!);
        Assert.Equal((int)kind.Type, (int)golden["type"]!);
        Assert.Equal((int)kind.Subject(message).Namespace, (int)golden["namespace"]!);
        Assert.Equal((string)golden["handle"]!, Convert.ToHexStringLower(kind.Subject(message).Handle.Span));
        Assert.Equal(bytes, message.ToByteString());

        // Both ways, so that a renamed, renumbered or retyped field is seen.
        JsonObject fields = golden["fields"]!.AsObject();
        Assert.True(JsonNode.DeepEquals(fields, JsonNode.Parse(JsonFormatter.Default.Format(message))), $"{path}: other fields");
        Assert.Equal(bytes, JsonParser.Default.Parse(fields.ToJsonString(), message.Descriptor).ToByteString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fullest_golden_file_of_an_event_fills_in_every_field(string name)
    {
        string? fullest = Directory.EnumerateFiles(Folder, "*.json").Where(file => NameOf(file) == name)
            .MaxBy(file => Read(file)["fields"]!.AsObject().Count);
        Assert.True(fullest is not null, $"{name} has no golden file.");
        JsonObject golden = Read(fullest);
        IMessage message = Catalogue().Named(name).Parse(ByteString.CopyFrom(Convert.FromHexString((string)golden["bytes"]!)));
        Assert.Equal(
            message.Descriptor.Fields.InDeclarationOrder().Select(field => field.JsonName),
            golden["fields"]!.AsObject().Select(field => field.Key));
    }

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    // "licence.issued.v1.json", and where optional fields were added later "licence.issued.v1.with-seal.json".
    private static string NameOf(string file) => string.Join('.', Path.GetFileName(file).Split('.')[..3]);

    private static EventCatalogue Catalogue()
    {
        EventCatalogue events = new();
        PartyLedger.AddAllTo(events);
        return events;
    }
}
