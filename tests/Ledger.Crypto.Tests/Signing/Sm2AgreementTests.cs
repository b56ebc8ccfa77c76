using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Curves;
using Xunit.Abstractions;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>
/// OpenSSL is the second opinion on every way to verify SM2. 500 random signatures and as many awkward ones by default; 1,000,000 and
/// more than 10,000 with LEDGER_TEST_FULL=1. <see cref="Sm2ProcessorTests"/> runs this class again as if on lesser processors.
/// </summary>
public sealed class Sm2AgreementTests(ITestOutputHelper output)
{
    /// <summary>Set for a run on a lesser processor: the way that must have been chosen.</summary>
    internal const string ExpectedEngineVariable = "LEDGER_TEST_SM2_ENGINE";

    private const int SignaturesOfAKey = 100;

    private static readonly Sm2Engine[] Own = [.. Enum.GetValues<Sm2Engine>().Where(engine => engine != Sm2Engine.Openssl && Sm2Verification.IsSupported(engine))];

    private static readonly LaneClaim Neighbour = MakeNeighbour();

    private static bool IsFull => Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    private static bool IsAgain => Environment.GetEnvironmentVariable(ExpectedEngineVariable) is not null;

    [Fact]
    public void The_way_fits_the_processor()
    {
        string chosen = Sm2Verification.Engine.ToString();
        Assert.Equal(Environment.GetEnvironmentVariable(ExpectedEngineVariable) ?? chosen, chosen);
        Assert.True(Sm2Verification.IsSupported(Sm2Verification.Engine));
        string vectors = Avx512F.IsSupported ? "AVX-512" : "AVX2";
        Assert.Equal(Sm2Verification.Engine == Sm2Engine.Lanes, Sm2Verification.Path.Contains(vectors, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_signature_verifies_as_by_OpenSSL_and_so_does_it_with_a_bit_changed()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        int keys = (IsFull ? 1_000_000 : IsAgain ? 200 : 500) / SignaturesOfAKey;
        SignatureClaim[] claims = new SignatureClaim[SignaturesOfAKey];
        bool[] answers = new bool[SignaturesOfAKey];
        for (int i = 0; i < keys; i++)
        {
            using Sm2PrivateKey key = Sm2PrivateKey.Generate();
            byte[] point = key.PublicKey.ToArray();
            VerifyingKey own = new(SignatureAlgorithm.Sm2Sm3, point);
            using EvpKey openssl = Openssl(point);
            for (int j = 0; j < SignaturesOfAKey; j++)
            {
                byte[] message = new byte[random.Next(random.Next(2, 1200))];
                random.NextBytes(message);
                byte[] signature = key.Sign(message);
                bool isChanged = IsChanged(j);
                if (isChanged)
                {
                    byte[] changed = random.Next(2) == 0 && message.Length > 0 ? message : signature;
                    changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                }

                Assert.Equal(!isChanged, SignatureScheme.Verify(SignatureAlgorithm.Sm2Sm3, openssl, message, signature));
                Assert.All(Own, engine => Assert.Equal(!isChanged, own.Verify(message, signature, engine)));
                claims[j] = new SignatureClaim(own, message, signature);
            }

            SignatureBatch.Verify(claims, answers);
            Assert.All(answers, (answer, j) => Assert.Equal(!IsChanged(j), answer));
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
        for (int round = 0; round < (IsFull ? 150 : IsAgain ? 2 : 5); round++)
        {
            foreach (Sm2Case each in cases.Round())
            {
                Check(each);
                seen[each.Kind] = seen.GetValueOrDefault(each.Kind) + 1;
            }
        }

        output.WriteLine($"{seen.Values.Sum()} awkward signatures: {string.Join("; ", seen.Select(kind => $"{kind.Key} {kind.Value}"))}");
    }

    private static bool IsChanged(int signature) => signature % 3 == 1;

    private static void Check(Sm2Case each)
    {
        using EvpKey openssl = Openssl(each.Key.ToBytes());
        bool byOpenssl = openssl.VerifyHash(PlainCurve.Bytes(each.Hash), SignatureEncoding.ToDer(each.Signature));
        Assert.True(each.IsValid == byOpenssl, $"By OpenSSL {byOpenssl}: {each}");
        CombTable table = new(each.Key.ToAffine(), Sm2Equation.KeyWidth);
        LaneTable? lanes = Sm2LaneEquation.IsSupported ? new LaneTable(table) : null;
        Digest hash = new(PlainCurve.Bytes(each.Hash));
        Sm2PublicKey key = new(each.Key.ToBytes());
        bool scalar = key.VerifyHash(hash, each.Signature, table);
        Assert.True(each.IsValid == scalar, $"By the table {scalar}: {each}");
        bool spread = key.VerifyHash(hash, each.Signature, lanes);
        Assert.True(each.IsValid == spread, $"By lanes {spread}: {each}");
        if (!Sm2PublicKey.TryRead(each.Signature, out Scalar r, out Scalar s))
        {
            return;
        }

        // What the equations say themselves is right, and where points meet they do not say anything.
        Scalar e = Scalar.Reduce(hash.Span);
        AssertRight(each, Sm2Equation.Check(table, e, r, s), Sm2Case.Meets);
        if (lanes is not null)
        {
            LaneClaim claim = new(lanes, e, r, s);
            AssertRight(each, Sm2LaneEquation.Check(claim), Sm2Case.MeetsInLanes);
            Sm2Answer[] answers = new Sm2Answer[8];
            Sm2LaneEquation.Check([claim, Neighbour, Neighbour, claim, Neighbour, Neighbour, Neighbour, claim], answers);
            Assert.All([0, 3, 7], lane => AssertRight(each, answers[lane], Sm2Case.Meets));
            Assert.All([1, 2, 4, 5, 6], lane => Assert.Equal(Sm2Answer.Holds, answers[lane]));
        }
    }

    private static void AssertRight(Sm2Case each, Sm2Answer answer, string meets)
    {
        Assert.True(answer != (each.IsValid ? Sm2Answer.Differs : Sm2Answer.Holds), $"The equation alone {answer}: {each}");
        Assert.True(answer == Sm2Answer.Unknown || each.Kind != meets, $"The equation alone {answer}: {each}");
    }

    // A signature that holds, in the lanes beside.
    private static LaneClaim MakeNeighbour()
    {
        Sm2Case forged = Sm2Case.Forged("beside", PlainCurve.Multiply(20261126, PlainCurve.G)!, 123456789, 987654321);
        Sm2PublicKey.TryRead(forged.Signature, out Scalar r, out Scalar s);
        return new LaneClaim(
            new LaneTable(new CombTable(forged.Key.ToAffine(), Sm2Equation.KeyWidth)), Scalar.Reduce(PlainCurve.Bytes(forged.Hash)), r, s);
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
