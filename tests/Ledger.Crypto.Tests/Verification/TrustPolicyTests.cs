using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class TrustPolicyTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_policy_is_read_as_it_was_written()
    {
        TrustPolicy policy = _world.Policy with
        {
            Chain = _world.Policy.Chain! with { CodeHash = Keccak256.Hash("code"u8), Endpoints = [new Uri("https://chain.example/a%20b")] },
        };
        byte[] bytes = policy.ToBytes();
        TrustPolicy read = TrustPolicy.Parse(bytes);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(policy.Chain.CodeHash, read.Chain!.CodeHash);
        Assert.Equal(policy.Roots, read.Roots);
        Assert.Equal(policy.MaximumAge, read.MaximumAge);
        Assert.NotNull(read.LogOf(VerificationWorld.Origin));
        Expect.Valid(_world.Judge(policy: read));
    }

    [Theory]
    [InlineData("\"contract\":\"0x0", "\"contract\":\"0x")]
    [InlineData("\"contract\":\"0x0", "\"contract\":\"000")]
    [InlineData("\"contract\":\"0x00", "\"contract\":\"0xAB")]
    [InlineData("\"codeHash\":\"", "\"codeHash\":\"0x")]
    [InlineData("\"codeHash\":\"00", "\"codeHash\":\"AB")]
    [InlineData("\"codeHash\":\"0", "\"codeHash\":\"")]
    [InlineData("\"chainId\":202604", "\"chainId\":0")]
    [InlineData("\"endpoints\":[]", "\"endpoints\":[\"file:///etc/passwd\"]")]
    [InlineData("\"address\":\"http", "\"address\":\"gopher")]
    [InlineData("\"origin\":\"ledger.example/sh\"", "\"origin\":\"ledger.example/js\"")]
    [InlineData("\"origin\":\"ledger.example/sh\"", "\"origin\":\"\"")]
    [InlineData("\"ed25519\":\"ledger.example/sh+", "\"ed25519\":\"ledger.example/js+")]
    [InlineData("\"maximumAgeSeconds\":86400", "\"maximumAgeSeconds\":0")]
    [InlineData("\"maximumAgeSeconds\":86400", "\"maximumAgeSeconds\":86400,\"x\":1")]
    [InlineData("trust-policy/v1", "trust-policy/v2")]
    public void Every_value_has_one_form(string old, string replacement)
    {
        string text = System.Text.Encoding.UTF8.GetString(_world.Policy.ToBytes());
        Assert.Contains(old, text, StringComparison.Ordinal);
        Refuse(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_keys_of_a_log_cannot_change_places_or_be_of_another_kind()
    {
        TrustedLog log = _world.Log.Trusted;
        NoteVerifier cosigner = new(log.Origin, NoteKeyKind.Ed25519Cosignature, log.Ed25519.Key);
        TrustedLog[] wrong = [log with { Ed25519 = log.Sm2, Sm2 = log.Ed25519 }, log with { Ed25519 = cosigner }];
        Assert.All(wrong, item => Assert.ThrowsAny<FormatException>(() => TrustPolicy.Parse((_world.Policy with { Logs = [item] }).ToBytes())));
    }

    [Fact]
    public void The_policy_of_a_log_is_kept_byte_for_byte()
    {
        using TestWitnesses witnesses = new();
        TrustedLog log = _world.Log.Trusted;
        string text = $"# Who watches 沪.\n\n  log\t{log.Ed25519}\n{witnesses.Text}";
        TrustPolicy policy = _world.Policy with { Logs = [log with { Witnesses = TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(text)) }] };
        TrustPolicy read = TrustPolicy.Parse(policy.ToBytes());
        Assert.Equal(text, read.Logs[0].Witnesses!.Text);
        Assert.Equal(policy.ToBytes(), read.ToBytes());
        Assert.Null(TrustPolicy.Parse(_world.Policy.ToBytes()).Logs[0].Witnesses);
        TrustPolicy none = _world.Policy with { Logs = [log with { Witnesses = TlogPolicy.Parse("quorum none\n"u8) }] };
        Assert.Equal("none", TrustPolicy.Parse(none.ToBytes()).Logs[0].Witnesses!.Quorum);
    }

    [Fact]
    public void A_policy_of_another_log_or_with_the_log_as_its_own_witness_is_refused()
    {
        using TestLog other = new(VerificationWorld.Origin);
        TrustedLog log = _world.Log.Trusted;
        NoteVerifier self = new("witness.example/sh", NoteKeyKind.Ed25519Cosignature, log.Ed25519.Key);
        string[] wrong =
        [
            $"log {other.Signer.Verifier}\nquorum none\n", $"log {log.Ed25519}\nlog {other.Signer.Verifier}\nquorum none\n",
            $"log {log.Sm2}\nquorum none\n", $"witness sh {self}\nquorum sh\n", $"witness sh {self}\nquorum none\n",
        ];
        foreach (string text in wrong)
        {
            TlogPolicy policy = TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(text));
            byte[] bytes = (_world.Policy with { Logs = [log with { Witnesses = policy }] }).ToBytes();
            Assert.ThrowsAny<FormatException>(() => TrustPolicy.Parse(bytes));
        }

        string broken = System.Text.Encoding.UTF8.GetString(_world.Policy.ToBytes())
            .Replace("\"origin\":\"ledger", "\"policy\":\"quorum\",\"origin\":\"ledger", StringComparison.Ordinal);
        Refuse(broken);
    }

    [Fact]
    public void A_log_cannot_stand_twice() =>
        Assert.Throws<FormatException>(
            () => TrustPolicy.Parse((_world.Policy with { Logs = [_world.Log.Trusted, _world.Log.Trusted] }).ToBytes()));

    [Fact]
    public void Damage_is_refused_with_one_kind_of_error()
    {
        const int Seed = 7;
        byte[] policy = _world.Policy.ToBytes();
        Random random = new(Seed);
        for (int i = 0; i < 500; i++)
        {
            try
            {
                TrustPolicy.Parse(Mutation.Of(policy, random));
            }
            catch (FormatException)
            {
                // the one kind
            }
        }
    }

    private static void Refuse(string text) =>
        Assert.ThrowsAny<FormatException>(() => TrustPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
}
