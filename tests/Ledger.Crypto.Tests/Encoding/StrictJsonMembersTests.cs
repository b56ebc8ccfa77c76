using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Encoding;

public sealed class StrictJsonMembersTests
{
    [Fact]
    public void Members_come_out_by_kind()
    {
        StrictJsonMembers members = Members("""{"t":"x","n":5,"o":{"a":1},"l":["61","62"],"p":[{"b":2}]}""");
        Assert.Equal("x", members.Text("t"));
        Assert.Equal(5, members.Number("n"));
        Assert.Equal(1, members.Part("o").Number("a"));
        Assert.Equal([0x61, 0x62], members.Texts("l", 2, text => Convert.FromHexString(text)[0]));
        Assert.Equal(2, Assert.Single(members.Parts("p", 1)).Number("b"));
        Assert.False(members.Has("q"));
        members.RefuseOthers();
    }

    [Fact]
    public void Every_refusal_names_its_place()
    {
        StrictJsonMembers members = Members("""{"t":"x","n":5,"o":{"a/b":"1"},"l":["61","6"],"p":[{"b":2}]}""");
        AssertRefused(StrictJsonError.MissingMember, "/q", () => members.Text("q"));
        AssertRefused(StrictJsonError.MissingMember, "/o/q", () => members.Part("o").Text("q"));
        AssertRefused(StrictJsonError.WrongKind, "/n", () => members.Text("n"));
        AssertRefused(StrictJsonError.WrongKind, "/t", () => members.Number("t"));
        AssertRefused(StrictJsonError.WrongKind, "/o/a~1b", () => members.Part("o").Number("a/b"));
        AssertRefused(StrictJsonError.WrongKind, "/t", () => members.Part("t"));
        AssertRefused(StrictJsonError.WrongKind, "/o", () => members.Texts("o", 9, text => text));
        AssertRefused(StrictJsonError.WrongKind, "/p/0", () => members.Texts("p", 9, text => text));
        AssertRefused(StrictJsonError.WrongKind, "/l/0", () => members.Parts("l", 9));
        AssertRefused(StrictJsonError.WrongValue, "/l", () => members.Texts("l", 1, text => text));
        AssertRefused(StrictJsonError.WrongValue, "/l/1", () => members.Texts("l", 2, Convert.FromHexString));
        AssertRefused(StrictJsonError.WrongValue, "/n", () => members.Number("n", greatest: 4));
        AssertRefused(StrictJsonError.WrongValue, "/n", () => members.Number("n", least: 6));
        AssertRefused(StrictJsonError.WrongValue, "/t", () => members.Text("t", Digest.FromHex));
    }

    [Fact]
    public void Members_that_nobody_asked_for_are_refused()
    {
        StrictJsonMembers members = Members("""{"a":1,"b":2}""");
        members.Number("a");
        AssertRefused(StrictJsonError.UnknownMember, "/b", members.RefuseOthers);
    }

    private static void AssertRefused(StrictJsonError code, string path, Action read)
    {
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(read);
        Assert.Equal((code, path), (refusal.Code, refusal.Path));
    }

    private static StrictJsonMembers Members(string json) => new(
        StrictJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(json), StrictJsonLimits.Default));
}
