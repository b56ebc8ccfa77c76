using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification.Offline;

public sealed class ServedPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    [Fact]
    public void It_is_made_once_for_all_who_ask_within_five_seconds_and_then_says_what_the_folder_says()
    {
        using DemoPki pki = DemoPki.Create(_folder["pki"], _clock.Now);
        TrustPolicy policy = new(pki.Roots, [], Chain: null, TimeSpan.FromDays(1));
        TrustFolder.Save(_folder["trust"], policy);
        ServedPage page = new(_folder["trust"], _clock);
        byte[] first = page.Current();
        Assert.Equal(OfflinePage.Write(new TrustBundle(policy)), first);

        TrustPolicy next = policy with { MaximumAge = TimeSpan.FromDays(2) };
        TrustFolder.Save(_folder["trust"], next);
        _clock.Now += ServedPage.KeptFor - TimeSpan.FromMilliseconds(1);
        Assert.Same(first, page.Current());
        _clock.Now += TimeSpan.FromMilliseconds(1);
        byte[] second = page.Current();
        Assert.Equal(OfflinePage.Write(new TrustBundle(next)), second);
        _clock.Now -= TimeSpan.FromSeconds(1);
        Assert.NotSame(second, page.Current()); // a clock that was put back keeps nothing for ever
    }

    public void Dispose() => _folder.Dispose();
}
