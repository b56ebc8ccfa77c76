using System.Text;
using Ledger.Api.Problems;
using Ledger.Node;

namespace Ledger.Api.Tests.Problems;

public sealed class RequestBodyTests
{
    [Fact]
    public void The_first_member_that_nobody_asked_for_is_refused()
    {
        RequestBody body = Read("""{"a":"1","b":"2","c":{"d":"3","e":"4"}}""");
        Refuses(body, "/a");
        Assert.Equal("2", body.Text("b", 1));
        Refuses(body, "/a");
        Assert.Equal("1", body.Text("a", 1));
        Refuses(body, "/c");
        RequestBody within = body.Object("c");
        body.End();
        Refuses(within, "/c/d");
        Assert.Equal("3", within.OptionalText("d", 1));
        Refuses(within, "/c/e");
        Assert.Equal("4", within.Text("e", 1));
        within.End();
    }

    [Fact]
    public void A_member_that_was_not_sent_may_be_asked_for()
    {
        RequestBody body = Read("{}");
        Assert.Null(body.OptionalText("a", 1));
        Assert.False(body.Has("a"));
        body.End();
    }

    private static RequestBody Read(string json) => RequestBody.Read(Encoding.UTF8.GetBytes(json));

    private static void Refuses(RequestBody body, string member)
    {
        LedgerException refusal = Assert.Throws<LedgerException>(body.End);
        Assert.Equal((LedgerError.UnknownField, member), (refusal.Error, refusal.Field));
    }
}
