using Ledger.Api.Portal;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Portal;

public sealed class JudgedReceiptTests
{
    [Fact]
    public void Where_nothing_was_read_nothing_is_called_genuine() => Assert.Equal(Conclusion.CannotTell, new JudgedReceipt([], []).Conclusion);
}
