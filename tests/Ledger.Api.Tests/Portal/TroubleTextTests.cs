using System.Text.RegularExpressions;
using Ledger.Api.Portal.Operations;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;

namespace Ledger.Api.Tests.Portal;

public sealed class TroubleTextTests
{
    [Fact]
    public void Every_failure_of_the_chain_has_its_words() =>
        Assert.All(Enum.GetValues<EvmError>(), failure => Assert.NotEqual("", TroubleText.Of(failure).Chinese + TroubleText.Of((EvmError?)null).English));

    [Fact]
    public void Every_trouble_has_its_words_in_both_languages() =>
        Assert.All(Enum.GetNames<WitnessTrouble>().Concat(Enum.GetNames<MirrorTrouble>()), name =>
        {
            string code = Regex.Replace(name, "(?<=.)[A-Z]", "-$0").ToLowerInvariant();
            Assert.NotEqual(code, TroubleText.Of(code).Chinese);
            Assert.NotEqual(code, TroubleText.Of(code).English);
        });
}
