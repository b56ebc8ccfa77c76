using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>Provinces' keys come from the contract on the chain, with their epochs.</summary>
public sealed class TrustRegistryTests : IDisposable
{
    private const string RequestKey = TrustScene.Origin + "/requests";

    private readonly SigningKey[] _keys = [Ed25519PrivateKey.Generate(), Sm2PrivateKey.Generate(), P256PrivateKey.Generate(), Ed25519PrivateKey.Generate()];

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    [ChainFact]
    public async Task A_rotation_is_taken_up_and_the_old_key_is_refused_after_its_epoch()
    {
        using TrustScene scene = await TrustScene.StartAsync();
        Assert.True(await scene.ReadAsync());
        Assert.NotNull(scene.Registry.Find("settled", scene.Clock.Now)); // the contract does not name the province yet

        long first = await scene.RotateAsync(0, _keys[0], _keys[1]);
        Assert.True(await scene.ReadAsync());
        Assert.Null(scene.Registry.Find("settled", scene.Clock.Now)); // it does now, and its word counts
        Assert.Null(scene.Registry.Find(RequestKey, At(first - 1)));
        Assert.Equal(_keys[0].PublicKey.ToArray(), FoundAt(scene, first));
        Assert.Equal(_keys[1].PublicKey.ToArray(), scene.Keys.AnswerKeyAt(TrustScene.Division, At(first))!.PublicKey.ToArray());

        long second = await scene.RotateAsync(1, _keys[2], _keys[3], later: 500);
        Assert.Equal(_keys[0].PublicKey.ToArray(), FoundAt(scene, second)); // not read yet
        Assert.True(await scene.ReadAsync());
        Assert.Equal(_keys[0].PublicKey.ToArray(), FoundAt(scene, second - 1));
        Assert.Equal(_keys[2].PublicKey.ToArray(), FoundAt(scene, second));
        Assert.Equal(_keys[3].PublicKey.ToArray(), scene.Keys.AnswerKeyAt(TrustScene.Division, At(second))!.PublicKey.ToArray());
    }

    [ChainFact]
    public async Task A_chain_that_does_not_answer_is_believed_for_24_hours_across_a_start_and_no_longer()
    {
        using TrustScene scene = await TrustScene.StartAsync();
        long from = await scene.RotateAsync(0, _keys[0], _keys[1]);
        scene.Clock.Now = At(from);
        Assert.True(await scene.ReadAsync());
        DateTimeOffset read = scene.Clock.Now;
        scene.Chain.Stop();
        Assert.False(await scene.ReadAsync());
        Assert.Equal(read, scene.Keys.ReadAt);

        ProvinceKeys started = scene.NewKeys();
        foreach (ProvinceKeys keys in (ProvinceKeys[])[scene.Keys, started])
        {
            DateTimeOffset last = read + ProvinceKeys.Grace - TimeSpan.FromMilliseconds(1);
            Assert.NotNull(keys.RequestKeyAt(TrustScene.Division, last));
            Assert.NotNull(keys.AnswerKeyAt(TrustScene.Division, last));
            Assert.Null(keys.RequestKeyAt(TrustScene.Division, read + ProvinceKeys.Grace));
            Assert.Null(keys.AnswerKeyAt(TrustScene.Division, read + ProvinceKeys.Grace));
        }

        // Then nobody counts: the settings' key does not come back.
        Assert.NotNull(scene.Registry.Find(RequestKey, read + ProvinceKeys.Grace - TimeSpan.FromMilliseconds(1)));
        Assert.Null(scene.Registry.Find(RequestKey, read + ProvinceKeys.Grace));
        Assert.Null(scene.Registry.Find("settled", read + ProvinceKeys.Grace));

        await scene.Chain.StartAgainAsync();
        scene.Clock.Now = read + ProvinceKeys.Grace + TimeSpan.FromHours(1);
        Assert.True(await scene.ReadAsync());
        Assert.NotNull(scene.Registry.Find(RequestKey, scene.Clock.Now));
    }

    [ChainFact]
    public async Task One_governor_ends_an_epoch_at_once_and_two_and_a_delay_begin_one()
    {
        using TrustScene scene = await TrustScene.StartAsync();
        string[] governors = scene.Governors;
        long from = await scene.ChainTimeAsync() + TrustScene.Delay + 100;
        byte[] body = TrustScene.Body(0, from, _keys[0], _keys[1]);
        byte[] change = await scene.ChangeAsync(body);
        byte[] vote = [.. Abi.Selector("vote(bytes32)"), .. change];
        Assert.Equal("NotGovernor()", await scene.RefusalAsync(governors[3], vote));
        Assert.Equal("NotReady(uint64)", await scene.RefusalAsync(governors[0], TrustScene.SetKeys(body)));
        await scene.VoteAsync(governors[0], change);
        Assert.Equal("AlreadyVoted()", await scene.RefusalAsync(governors[0], vote));
        await scene.WaitAsync(TrustScene.Delay);
        Assert.Equal("NotReady(uint64)", await scene.RefusalAsync(governors[0], TrustScene.SetKeys(body))); // one of two, however long
        await scene.VoteAsync(governors[2], change);
        Assert.Equal("NotReady(uint64)", await scene.RefusalAsync(governors[0], TrustScene.SetKeys(body))); // the delay begins with the last vote

        long began = await scene.RotateAsync(0, _keys[0], _keys[1]);
        await scene.WaitAsync(200);
        Assert.True(await scene.ReadAsync());
        Assert.NotNull(scene.Registry.Find(RequestKey, scene.Clock.Now));
        byte[] end = [.. Abi.Selector("end(uint64,uint64)"), .. body[..64]];
        Assert.Equal("NotGovernor()", await scene.RefusalAsync(governors[3], end));
        await scene.EndAsync(governors[1], 0);
        await scene.WaitAsync(1);
        Assert.True(await scene.ReadAsync());
        Assert.Null(scene.Registry.Find(RequestKey, scene.Clock.Now));
        Assert.NotNull(scene.Keys.RequestKeyAt(TrustScene.Division, At(began))); // what was signed then stays signed
    }

    [ChainFact]
    public async Task Epochs_follow_one_another_and_begin_in_the_future_only()
    {
        using TrustScene scene = await TrustScene.StartAsync();
        long first = await scene.RotateAsync(0, _keys[0], _keys[1]);
        string governor = scene.Governors[0];
        foreach ((long epoch, long from, string expected) in ((long, long, string)[])
            [(0, first + 9999, "WrongEpoch(uint64)"), (2, first + 9999, "WrongEpoch(uint64)"), (1, first - 9999, "WrongTime()"), (1, first, "WrongTime()")])
        {
            byte[] body = TrustScene.Body(epoch, from, _keys[2], _keys[3]);
            byte[] change = await scene.ChangeAsync(body);
            await scene.VoteAsync(scene.Governors[0], change);
            await scene.VoteAsync(scene.Governors[1], change);
            await scene.Chain.CallAsync("evm_increaseTime", TrustScene.Delay);
            await scene.Chain.CallAsync("evm_mine");
            Assert.Equal(expected, await scene.RefusalAsync(governor, TrustScene.SetKeys(body)));
        }
    }

    [Fact]
    public void Answers_of_any_other_form_are_none()
    {
        byte[] good =
        [
            .. Abi.Word(7), .. Abi.Word(9), .. Abi.Word(128), .. Abi.Word(192), .. Abi.Word(2), 1, 2, .. new byte[30], .. Abi.Word(1), 3, .. new byte[31],
        ];
        ProvinceEpoch epoch = TrustContract.ReadEpoch(good, 5);
        Assert.Equal((5, 7, 9, "0102", "03"), (epoch.Number, epoch.From, epoch.Until, Convert.ToHexString(epoch.RequestKey.Span), Convert.ToHexString(epoch.AnswerKey.Span)));
        Assert.Null(epoch.Request);
        for (int length = 0; length < good.Length; length++)
        {
            int cut = length;
            Assert.Throws<FormatException>(() => TrustContract.ReadEpoch(good.AsSpan(0, cut), 5));
        }

        Assert.Throws<FormatException>(() => TrustContract.ReadEpoch([.. good, 0], 5));
        foreach (int place in (int[])[0, 71, 95, 127, 130, 159, 162, 223, 226])
        {
            byte[] bad = [.. good];
            bad[place] ^= 0x80;
            Assert.Throws<FormatException>(() => TrustContract.ReadEpoch(bad, 5));
        }
    }

    private static byte[] FoundAt(TrustScene scene, long seconds) => scene.Registry.Find(RequestKey, At(seconds))!.Value.Key.PublicKey.ToArray();

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
