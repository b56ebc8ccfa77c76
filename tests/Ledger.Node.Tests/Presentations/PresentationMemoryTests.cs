using System.Security.Cryptography;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Transparency;
using Ledger.Node.Presentations;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Presentations;

public sealed class PresentationMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private StateStore _store;

    public PresentationMemoryTests() => _store = Open();

    [Fact]
    public void What_was_shown_is_known_even_after_a_new_start()
    {
        Presentation shown = Make();
        Assert.True(Memory().TryShow(shown));
        Assert.False(Memory().TryShow(shown));
        _store.Dispose();
        _store = Open();
        Assert.False(Memory().TryShow(shown));
        Assert.True(Memory().TryShow(Make()));
    }

    [Fact]
    public void The_same_nonce_of_another_issuer_is_another_presentation()
    {
        Presentation shown = Make();
        PresentationMemory memory = Memory();
        Assert.True(memory.TryShow(shown));
        Assert.True(memory.TryShow(shown with { SigningKey = Ledger.Crypto.Hashing.Digest.Sha256("other"u8) }));
    }

    [Fact]
    public void A_full_memory_refuses_rather_than_forget_and_has_room_again_when_some_expired()
    {
        PresentationMemory memory = Memory(mostKept: 3);
        Presentation[] shown = [Make(), Make(), Make()];
        Assert.All(shown, presentation => Assert.True(memory.TryShow(presentation)));
        Assert.Equal(LedgerError.Busy, Assert.Throws<LedgerException>(() => memory.TryShow(Make())).Error);
        Assert.Equal(LedgerError.Busy, Assert.Throws<LedgerException>(() => Memory(mostKept: 3).TryShow(Make())).Error); // counted anew
        Assert.False(memory.TryShow(shown[0]));

        _clock.Now += TimeSpan.FromMinutes(11) + TimeSpan.FromSeconds(1);
        Assert.True(memory.TryShow(Make()));
        Assert.Single(_store.Scan(Column.ShownPresentations, [], null, 10));
    }

    [Fact]
    public void Of_many_who_show_the_same_at_once_one_is_the_first()
    {
        Presentation shown = Make();
        PresentationMemory memory = Memory();
        int first = 0;
        Parallel.For(0, 64, _ => Interlocked.Add(ref first, memory.TryShow(shown) ? 1 : 0));
        Assert.Equal(1, first);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private StateStore Open() => StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["store"]) });

    private PresentationMemory Memory(int mostKept = PresentationMemory.MostKept) => new(_store, _clock, mostKept);

    private Presentation Make() => new(
        RandomNumberGenerator.GetBytes(Presentation.NonceLength), _clock.GetUtcNow(), 60, null, "", "",
        new PresentedStatus(SubjectStatus.Valid, _clock.GetUtcNow(), 1, default), null, [], default, null, default);
}
