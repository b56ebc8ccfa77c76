using System.Buffers;
using System.Globalization;
using Ledger.Node;

namespace Ledger.Api.Problems;

/// <summary>
/// The JSON body of a request that is one list of objects, of which each is read by itself when it is needed: strictly, and with the same refusals as if
/// all had been read at once, but that what is wrong around the objects is found first. Read at once, a thousand of them stay in memory until the last is done.
/// </summary>
internal sealed class ListBody
{
    // The object, the list in it.
    private const int ItemDepth = 2;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string _name;
    private readonly IReadOnlyList<Range> _items;

    private ListBody(ReadOnlyMemory<byte> bytes, string name, IReadOnlyList<Range> items) => (_bytes, _name, _items) = (bytes, name, items);

    /// <summary>How many objects the list has.</summary>
    public int Count => _items.Count;

    /// <summary>Reads the whole body; the endpoint's limit has been set by the authoriser.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The one member that the body has, the list.</param>
    /// <param name="most">Longest list taken.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">It is not one strict JSON object with such a list and nothing else. Items are not looked at yet.</exception>
    /// <exception cref="BadHttpRequestException">It does not say that it is JSON, or is longer than the limit.</exception>
    public static async Task<ListBody> ReadAsync(HttpRequest request, string name, int most, CancellationToken cancel) =>
        Read(await RequestBody.ReadBytesAsync(request, cancel), name, most);

    /// <summary>The same of a body that is there.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    /// <param name="body">Its bytes; must not be changed afterwards.</param>
    /// <param name="name">The one member that the body has, the list.</param>
    /// <param name="most">Longest list taken.</param>
    public static ListBody Read(ReadOnlyMemory<byte> body, string name, int most)
    {
        if (ListedObjects.Find(body.Span) is not IReadOnlyList<Range> items
            || RequestBody.ReadPart(Frame(body.Span, items), path: "", depth: 0) is not RequestBody frame)
        {
            throw Refused(body);
        }

        int count = frame.Objects(name, most).Count;
        frame.End();

        // In a frame without other members all that was cut out stands in this list.
        return count == items.Count ? new ListBody(body, name, items) : throw Refused(body);
    }

    /// <summary>Reads one object of the list.</summary>
    /// <param name="place">Its place, from 0 on.</param>
    /// <exception cref="LedgerException">It is not strict JSON; the field says where in the whole body.</exception>
    public RequestBody Item(int place) =>
        RequestBody.ReadPart(_bytes[_items[place]].Span, string.Create(CultureInfo.InvariantCulture, $"/{_name}/{place}"), ItemDepth) ?? throw Refused(_bytes);

    // The whole body is read for its refusal: it names the first fault.
    private static InvalidOperationException Refused(ReadOnlyMemory<byte> body)
    {
        _ = RequestBody.Read(body);
        return new InvalidOperationException("A body that is strict JSON was not taken apart.");
    }

    /// <summary>The body with an empty object in the place of each.</summary>
    private static ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> body, IReadOnlyList<Range> items)
    {
        ArrayBufferWriter<byte> frame = new();
        int taken = 0;
        foreach (Range item in items)
        {
            frame.Write(body[taken..item.Start.Value]);
            frame.Write("{}"u8);
            taken = item.End.Value;
        }

        frame.Write(body[taken..]);
        return frame.WrittenSpan;
    }
}
