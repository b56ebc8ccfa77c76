using System.Text;
using Ledger.Api.Problems;
using Ledger.Node;

namespace Ledger.Api.Tests.Problems;

/// <summary>A list read object by object gives and refuses what reading it at once would.</summary>
public sealed class ListBodyTests
{
    private const int Seed = 20261128;
    private const int Most = 4;

    [Theory]
    [InlineData("""{"items":[{"a":"}]"},{"b":["{",{"c":1}]} , {} ]}""", 3)]
    [InlineData("""{"items":[{"a":"\\"},{"b":"\"}"}]}""", 2)]
    [InlineData("""{"items":[]}""", 0)]
    [InlineData("{}", 0)]
    public void Objects_are_found_whatever_their_texts_contain(string body, int count)
    {
        ListBody list = ListBody.Read(Encoding.UTF8.GetBytes(body), "items", Most);
        Assert.Equal(count, list.Count);
        Assert.Equal(AtOnce(Encoding.UTF8.GetBytes(body)), OneByOne(Encoding.UTF8.GetBytes(body)));
    }

    [Theory]
    [InlineData("""{"items":[{"a":1},{"a":null}]}""", nameof(LedgerError.MalformedBody), "/items/1/a")]
    [InlineData("""{"items":[{"a":1,"a":2}]}""", nameof(LedgerError.MalformedBody), "/items/0/a")]
    [InlineData("""{"items":[{},{},{},{},{}]}""", nameof(LedgerError.InvalidField), "/items")]
    [InlineData("""{"items":[{},1]}""", nameof(LedgerError.InvalidField), "/items")]
    [InlineData("""{"items":[[{}]]}""", nameof(LedgerError.InvalidField), "/items")]
    [InlineData("""{"items":[{}],"more":[{}]}""", nameof(LedgerError.UnknownField), "/more")]
    [InlineData("""[{"items":[]}]""", nameof(LedgerError.MalformedBody), null)]
    [InlineData("""{"items":[{]}}""", nameof(LedgerError.MalformedBody), "/items/0")]
    [InlineData("""{"items":[{}""", nameof(LedgerError.MalformedBody), "/items")]
    [InlineData("""{"items":[{"a":"}]}""", nameof(LedgerError.MalformedBody), null)]
    [InlineData("""{"items":[{}]} {}""", nameof(LedgerError.MalformedBody), "")]
    [InlineData("", nameof(LedgerError.MalformedBody), "")]
    public void What_is_no_list_of_objects_is_refused_with_its_first_fault(string body, string error, string? field)
    {
        LedgerException refusal = Assert.Throws<LedgerException>(() => OneByOne(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(error, refusal.Error.ToString());
        LedgerException before = Assert.Throws<LedgerException>(() => AtOnce(Encoding.UTF8.GetBytes(body)));
        Assert.Equal((before.Error, before.Field), (refusal.Error, refusal.Field));
        Assert.True(field is null || field == (refusal.Field ?? ""), refusal.Field);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(65, false)]
    public void Nothing_is_deeper_than_in_a_body_that_is_read_at_once(int depth, bool isRead)
    {
        // The object, the list and the item are three.
        byte[] body = Encoding.UTF8.GetBytes($$"""{"items":[{"a":{{new string('[', depth - 3)}}{{new string(']', depth - 3)}}}]}""");
        if (isRead)
        {
            Assert.Equal(AtOnce(body), OneByOne(body));
            return;
        }

        Assert.Throws<LedgerException>(() => AtOnce(body));
        Assert.Equal(LedgerError.MalformedBody, Assert.Throws<LedgerException>(() => OneByOne(body)).Error);
    }

    [Fact]
    public void Changed_bodies_are_read_and_refused_alike_both_ways()
    {
        Random random = new(Seed);
        byte[] good = Encoding.UTF8.GetBytes("""{"items":[{"a":"x\"{","b":[1,{"c":"]"}]},{"中":"文\\","d":true},{ }, {"e":{}}]}""");
        byte[] marks = [.. "{}[]\",:\\ 0a\u0001"u8, 0xE4, 0xFF];
        int read = 0;
        for (int round = 0; round < 200_000; round++)
        {
            byte[] body = [.. good];
            for (int change = random.Next(3); change >= 0; change--)
            {
                body[random.Next(body.Length)] = random.Next(2) == 0 ? marks[random.Next(marks.Length)] : good[random.Next(good.Length)];
            }

            (string? expected, LedgerException? refusal) = Try(() => AtOnce(body));
            (string? found, LedgerException? other) = Try(() => OneByOne(body));
            Assert.True(expected == found, Encoding.UTF8.GetString(body));
            read += found is null ? 0 : 1;

            // What is malformed in an item is found after what is wrong around the items.
            Assert.True(refusal?.Error == other?.Error || refusal?.Error == LedgerError.MalformedBody, Encoding.UTF8.GetString(body));
            Assert.True(refusal?.Error != other?.Error || refusal?.Field == other?.Field, Encoding.UTF8.GetString(body));
        }

        Assert.InRange(read, 1_000, 199_000);
    }

    private static string AtOnce(byte[] bytes)
    {
        RequestBody body = RequestBody.Read(bytes);
        IReadOnlyList<RequestBody> items = body.Objects("items", Most);
        body.End();
        return string.Join('\n', items.Select(item => Encoding.UTF8.GetString(item.ToCanonical())));
    }

    private static string OneByOne(byte[] bytes)
    {
        ListBody body = ListBody.Read(bytes, "items", Most);
        return string.Join('\n', Enumerable.Range(0, body.Count).Select(i => Encoding.UTF8.GetString(body.Item(i).ToCanonical())));
    }

    private static (string? Read, LedgerException? Refusal) Try(Func<string> read)
    {
        try
        {
            return (read(), null);
        }
        catch (LedgerException refusal)
        {
            return (null, refusal);
        }
    }
}
