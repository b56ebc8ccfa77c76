using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Curves;
using Xunit.Abstractions;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>
/// OpenSSL is the second opinion on every way to verify SM2. 1,000 random signatures and some 500 awkward ones by default; 1,000,000 and
/// more than 10,000 with LEDGER_TEST_FULL=1.
/// </summary>
public sealed class Sm2AgreementTests(ITestOutputHelper output)
{
    private const int SignaturesOfAKey = 100;

    private static readonly Sm2Engine[] Own = [.. Enum.GetValues<Sm2Engine>().Where(engine => engine != Sm2Engine.Openssl)];

    private static bool IsFull => Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    [Fact]
    public void Any_signature_verifies_as_by_OpenSSL_and_so_does_it_with_a_bit_changed()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        int keys = (IsFull ? 1_000_000 : 1_000) / SignaturesOfAKey;
        for (int i = 0; i < keys; i++)
        {
            using Sm2PrivateKey key = Sm2PrivateKey.Generate();
            byte[] point = key.PublicKey.ToArray();
            Sm2PublicKey own = new(point);
            using EvpKey openssl = Openssl(point);
            for (int j = 0; j < SignaturesOfAKey; j++)
            {
                byte[] message = new byte[random.Next(random.Next(2, 1200))];
                random.NextBytes(message);
                byte[] signature = key.Sign(message);
                bool isChanged = j % 2 == 1;
                if (isChanged)
                {
                    byte[] changed = random.Next(2) == 0 && message.Length > 0 ? message : signature;
                    changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                }

                Assert.Equal(!isChanged, SignatureScheme.Verify(SignatureAlgorithm.Sm2Sm3, openssl, message, signature));
                Assert.All(Own, engine => Assert.Equal(!isChanged, own.Verify(message, signature, engine)));
            }
        }

        output.WriteLine($"{keys * SignaturesOfAKey} random signatures");
    }

    [Fact]
    public void Awkward_signatures_verify_as_by_OpenSSL_and_by_the_textbook()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        Sm2Cases cases = new(new Random(seed));
        Dictionary<string, int> seen = [];
        for (int round = 0; round < (IsFull ? 150 : 6); round++)
        {
            foreach (Sm2Case each in cases.Round())
            {
                Check(each);
                seen[each.Kind] = seen.GetValueOrDefault(each.Kind) + 1;
            }
        }

        output.WriteLine($"{seen.Values.Sum()} awkward signatures: {string.Join("; ", seen.Select(kind => $"{kind.Key} {kind.Value}"))}");
    }

    private static void Check(Sm2Case each)
    {
        using EvpKey openssl = Openssl(each.Key.ToBytes());
        bool byOpenssl = openssl.VerifyHash(PlainCurve.Bytes(each.Hash), SignatureEncoding.ToDer(each.Signature));
        Assert.True(each.IsValid == byOpenssl, $"By OpenSSL {byOpenssl}: {each}");
        CombTable table = new(each.Key.ToAffine(), KnownPoints.Width);
        Digest hash = new(PlainCurve.Bytes(each.Hash));
        bool own = new Sm2PublicKey(each.Key.ToBytes()).VerifyHash(hash, each.Signature, table);
        Assert.True(each.IsValid == own, $"By the table {own}: {each}");
        if (Scalar.TryRead(PlainCurve.Bytes(each.R), out Scalar r) && Scalar.TryRead(PlainCurve.Bytes(each.S), out Scalar s))
        {
            // What the table says is right, and where points meet it does not say anything.
            Sm2Answer answer = Sm2Equation.Check(table, hash.Span, r, s);
            Assert.True(answer != (each.IsValid ? Sm2Answer.Differs : Sm2Answer.Holds), $"The table alone {answer}: {each}");
            Assert.True(answer == Sm2Answer.Unknown || each.Kind != Sm2Case.Meets, $"The table alone {answer}: {each}");
        }
    }

    [Fact]
    public void A_key_is_read_as_by_OpenSSL()
    {
        Random random = new(20261126);
        PlainPoint valid = PlainCurve.Multiply(20261126, PlainCurve.G)!;
        byte[][] points =
        [
            PlainCurve.G.ToBytes(), PlainCurve.Negate(PlainCurve.G).ToBytes(), valid.ToBytes(), new byte[65],
            [0x04, .. new byte[64]], (valid with { X = valid.X + 1 }).ToBytes(), (valid with { Y = PlainCurve.P }).ToBytes(),
            (valid with { X = PlainCurve.P }).ToBytes(), .. Unreduced(), .. Enumerable.Range(0, 200).Select(_ => Changed(random, valid)),
        ];
        Assert.All(points, point => Assert.Equal(IsKey(() => Openssl(point).Dispose()), IsKey(() => _ = new Sm2PublicKey(point))));
        Assert.Equal(3, points.Count(point => IsKey(() => _ = new Sm2PublicKey(point))));
    }

    // Points with an x below 2^256 − p, written with x + p.
    private static IEnumerable<byte[]> Unreduced() => Enumerable.Range(0, 20)
        .Select(x => PlainCurve.WithX(x)).OfType<PlainPoint>().Select(point => (point with { X = point.X + PlainCurve.P }).ToBytes());

    private static byte[] Changed(Random random, PlainPoint point)
    {
        byte[] bytes = point.ToBytes();
        bytes[random.Next(1, bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static bool IsKey(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static EvpKey Openssl(byte[] point)
    {
        try
        {
            return EvpKey.FromPublicKeyInfo(KeyEncoding.PublicKeyInfo(SignatureAlgorithm.Sm2Sm3, point));
        }
        catch (CryptographicException)
        {
            Libcrypto.ERR_clear_error();
            throw;
        }
    }
}
