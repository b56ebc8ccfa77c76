using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Log;

public sealed class EventCatalogueTests
{
    private static readonly MapSubject Subject = new(MapNamespace.Licence, TestLedger.Handle("a"));

    [Fact]
    public void A_body_comes_back_and_no_two_are_alike()
    {
        RequestKey request = RequestKey.For("caller", "key", "body"u8);
        byte[] bytes = EventCodec.Encode("test.noted.v1", request, TestLedger.Event("a: 0").ToByteString());
        EventBody body = EventCodec.Decode(bytes);
        Assert.Equal(request, EventCodec.RequestOf(body));
        Assert.Equal(TestLedger.Event("a: 0"), Catalogue().Read(body));
        Assert.NotEqual(bytes, EventCodec.Encode("test.noted.v1", request, TestLedger.Event("a: 0").ToByteString()));
        Assert.Null(EventCodec.RequestOf(EventCodec.Decode(EventCodec.Encode("x", request: null, TestLedger.Event("a: 0").ToByteString()))));
    }

    [Fact]
    public void A_body_with_a_short_salt_or_half_a_request_is_malformed()
    {
        EventBody body = EventCodec.Decode(EventCodec.Encode("x", RequestKey.For("c", "k", "b"u8), TestLedger.Event("a: 0").ToByteString()));
        Assert.Throws<FormatException>(() => EventCodec.Decode(new EventBody(body) { Salt = ByteString.Empty }.ToByteArray()));
        Assert.Throws<FormatException>(() => EventCodec.Decode(new EventBody(body) { RequestDigest = ByteString.Empty }.ToByteArray()));
        Assert.Throws<FormatException>(() => EventCodec.Decode([0xff, 0xff]));
    }

    [Fact]
    public void A_name_or_message_is_taken_once_and_unknown_ones_are_refused()
    {
        EventCatalogue catalogue = Catalogue();
        Assert.Throws<ArgumentException>(() => catalogue.Add(
            "test.noted.v1", EventType.Issue, BytesValue.Parser, _ => Subject, (_, _, _) => { }));
        Assert.Throws<ArgumentException>(() => catalogue.Of(new Int32Value()));
        Assert.Throws<FormatException>(() => catalogue.Read(new EventBody { Name = "test.unknown.v1" }));
        Assert.Throws<FormatException>(() => catalogue.Read(
            new EventBody { Name = "test.noted.v1", Event = ByteString.CopyFrom(0xff) }));
        Assert.Equal("test.noted.v1", Assert.Single(catalogue.Kinds).Name);
    }

    private static EventCatalogue Catalogue()
    {
        EventCatalogue catalogue = new();
        catalogue.Add("test.noted.v1", EventType.Issue, StringValue.Parser, _ => Subject, (_, _, _) => { });
        return catalogue;
    }
}
