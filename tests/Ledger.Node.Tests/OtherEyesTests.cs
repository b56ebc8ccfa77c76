using Google.Protobuf;

namespace Ledger.Node.Tests;

public sealed class OtherEyesTests
{
    [Theory]
    [InlineData("licensing", "seal-office", "head", true)]
    [InlineData("licensing", "seal-office", "clerk", false)] // one account at two systems
    [InlineData("licensing", "licensing", "head", false)] // a system names its operators: one that lies could name two
    [InlineData("counter", "counter", "head", true)] // the node itself knows who signed in
    [InlineData("counter", "counter", "clerk", false)]
    [InlineData("licensing", "counter", "head", true)]
    [InlineData("counter", "licensing", "clerk", false)]
    public void Two_acts_are_of_two_persons(string system, string otherSystem, string otherAccount, bool are) =>
        Assert.Equal(are, OtherEyes.Are(system, ByteString.CopyFromUtf8("clerk"), otherSystem, ByteString.CopyFromUtf8(otherAccount)));
}
