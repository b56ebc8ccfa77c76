using Ledger.Api.Portal.Auditing;
using Ledger.Api.Portal.Counter;
using Ledger.Api.Problems;
using Ledger.Crypto.Transparency;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Portal;

/// <summary>What people read of a code is words, in each language its own.</summary>
public sealed class CodesInWordsTests
{
    private static readonly string[] Outcomes = ["passed", "failed", "upheld", "rejected"];

    [Fact]
    public void Every_code_of_an_event_of_a_licence_has_its_words() => Assert.All(
        [
            .. Outcomes,
            .. Enum.GetValues<LicenceAct>().Select(act => act.Code()),
            .. Enum.GetValues<RevocationReason>().Select(reason => reason.Code()),
            .. Enum.GetValues<FlagRule>().Select(rule => rule.Code()),
        ],
        code =>
        {
            AssertWords(code, CodeText.Of(code));
            Assert.False(CodeText.Of(code).Chinese.EndsWith('。') || CodeText.Of(code).English.EndsWith('.'), code); // it stands in brackets
        });

    [Fact]
    public void A_flag_says_what_changed() => Assert.Equal(
        new TextInBoth("住所已变更，本证照仍为原地址", "The holder's address has changed; this licence still has the old one"), CodeText.Of("address-changed"));

    [Fact]
    public void Every_kind_of_entry_of_the_log_has_its_words() => Assert.All(Enum.GetValues<EventType>(), type =>
    {
        AssertWords(type.ToString(), ShownRecord.WordOf(type));
        Assert.DoesNotMatch("[a-z][A-Z]", ShownRecord.WordOf(type).English);
    });

    private static void AssertWords(string code, TextInBoth words)
    {
        Assert.DoesNotMatch("[A-Za-z-]", words.Chinese);
        Assert.DoesNotContain('-', words.English);
        Assert.NotEqual(words.Chinese, words.English);
        Assert.NotEqual(code, words.Chinese);
    }
}
