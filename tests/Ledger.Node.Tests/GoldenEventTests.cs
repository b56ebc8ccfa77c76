using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Tests.Parties;

namespace Ledger.Node.Tests;

/// <summary>
/// The bytes of each event, kept under <c>Golden/events</c>. A released file never changes: logs hold such bytes for
/// ever. The next shape of an event gets a name, and a file, of its own.
/// </summary>
public sealed class GoldenEventTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Ledger.Node.Tests", "Golden", "events");

    public static TheoryData<string> Names => [.. Catalogue().Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_an_event_stay_what_they_were(string name)
    {
        string path = Path.Combine(Folder, $"{name}.json");
        Assert.True(File.Exists(path), $"{name} has no golden file: {path}");
        JsonObject golden = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        EventKind kind = Catalogue().Named(name);
        ByteString bytes = ByteString.CopyFrom(Convert.FromHexString((string)golden["bytes"]!));
        IMessage message = kind.Parse(bytes);

        Assert.Equal(name, (string)golden["name"]!);
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
    public void A_golden_file_fills_in_every_field(string name)
    {
        JsonObject golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();
        IMessage message = Catalogue().Named(name).Parse(ByteString.CopyFrom(Convert.FromHexString((string)golden["bytes"]!)));
        Assert.Equal(
            message.Descriptor.Fields.InDeclarationOrder().Select(field => field.JsonName),
            golden["fields"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public void Every_golden_file_belongs_to_an_event() => Assert.Equal(
        Catalogue().Kinds.Select(kind => kind.Name),
        Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static EventCatalogue Catalogue()
    {
        EventCatalogue events = new();
        PartyLedger.AddAllTo(events);
        return events;
    }
}
