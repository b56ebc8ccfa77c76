using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>Makes awkward signatures: each round some of every kind.</summary>
internal sealed class Sm2Cases(Random random)
{
    private static readonly BigInteger N = PlainCurve.N;
    private static readonly BigInteger P = PlainCurve.P;
    private static readonly BigInteger Top = (BigInteger.One << 256) - 1;
    private static readonly BigInteger[] Edges = [0, 1, 2, 3, (N - 1) / 2, (N + 1) / 2, N - 2, N - 1, N, N + 1, P - 1, P, P + 1, Top - 1, Top];

    public IEnumerable<Sm2Case> Round()
    {
        PlainPoint key = PlainCurve.Multiply(Any(), PlainCurve.G)!;
        return [.. Hashes(), .. Ranges(key), .. Numbers(key), .. SmallKeys(), .. LargeX(), .. Changed(key), .. Meetings(), .. LaneMeetings()];
    }

    // e at the ends of its range, and not reduced.
    private IEnumerable<Sm2Case> Hashes()
    {
        BigInteger secret = Any();
        PlainPoint key = PlainCurve.Multiply(secret, PlainCurve.G)!;
        foreach (BigInteger hash in Some(Edges, 4))
        {
            BigInteger nonce = Any();
            BigInteger r = (hash + PlainCurve.Multiply(nonce, PlainCurve.G)!.X) % N;
            BigInteger s = PlainCurve.Mod((nonce - (r * secret)) * PlainCurve.Inverse(1 + secret, N), N);
            yield return new Sm2Case("e at an end", key, hash, r, s, true);
            yield return new Sm2Case("e at an end, another r", key, hash, (r % (N - 1)) + 1, s, false);
        }
    }

    // r and s at the ends of their range and outside it, alone and together.
    private IEnumerable<Sm2Case> Ranges(PlainPoint key)
    {
        foreach (BigInteger end in Some(Edges, 4))
        {
            yield return new Sm2Case("r at an end", key, Any(), end, Any(), false);
            yield return new Sm2Case("s at an end", key, Any(), Any(), end, false);
            yield return new Sm2Case("r and s at an end", key, Any(), end, Some(Edges, 1).Single(), false);
        }

        BigInteger r = Any();
        yield return new Sm2Case("t = 0", key, Any(), r, N - r, false);

        // Below 2^256 − n there is a second way to write r, s and e; only e may be written so.
        BigInteger small = 1 + (Any() % (Top - N));
        Sm2Case forged = Sm2Case.Forged("s small", key, small, Any());
        yield return forged;
        yield return forged with { Kind = "s + n", S = small + N, IsValid = false };
        forged = Sm2Case.Forged("r small", key, r, r + small);
        yield return forged;
        yield return forged with { Kind = "r + n", R = small + N, IsValid = false };
    }

    // s and t with extreme digits; the last is the one for which the digits of s themselves meet, at the top place.
    private IEnumerable<Sm2Case> Numbers(PlainPoint key)
    {
        int bit = random.Next(256);
        BigInteger power = BigInteger.One << bit;
        foreach (BigInteger s in new[] { power, power - 1, power + 1, N - power, (30 * (BigInteger.One << 252)) - N, (2 * N) - (30 * (BigInteger.One << 252)) })
        {
            yield return Sm2Case.Forged($"s of few digits, bit {bit}", key, s, Any());
            yield return Sm2Case.Forged($"t of few digits, bit {bit}", key, Any(), s);
            yield return Sm2Case.Forged($"s and t of few digits, bit {bit}", key, s, s + random.Next(-2, 3));
        }
    }

    // Small multiples of G and their opposites, with small s and t: most additions then meet what they must not.
    private IEnumerable<Sm2Case> SmallKeys()
    {
        foreach (BigInteger multiple in new BigInteger[] { 1, N - 1, random.Next(2, 300), N - random.Next(2, 300), (N + 1) / 2, BigInteger.One << random.Next(256) })
        {
            PlainPoint key = PlainCurve.Multiply(multiple, PlainCurve.G)!;
            BigInteger t = Any();
            yield return Sm2Case.Forged("key a multiple of G", key, Any(), t);
            yield return Sm2Case.Forged("key a multiple of G, small s and t", key, random.Next(1, 5000), random.Next(1, 5000));
            yield return Sm2Case.Forged("key a multiple of G, the sum infinity", key, -multiple * t, t);
            yield return Sm2Case.Forged("key a multiple of G, halves the same", key, multiple * t, t);
        }
    }

    // p − n numbers are below p and not below n: as x1 they leave a smaller remainder than they are.
    private IEnumerable<Sm2Case> LargeX()
    {
        foreach (BigInteger start in new[] { N + (Any() % (P - N)), Any() % (P - N), N, 0 })
        {
            BigInteger x = start;
            PlainPoint? point;
            for (; (point = PlainCurve.WithX(x)) is null; x++)
            {
            }

            (BigInteger s, BigInteger t) = (Any(), Any());
            PlainPoint rest = PlainCurve.Add(point, PlainCurve.Negate(PlainCurve.Multiply(s, PlainCurve.G)!))!;
            PlainPoint key = PlainCurve.Multiply(PlainCurve.Inverse(t, N), rest)!;
            Sm2Case forged = Sm2Case.Forged(x < N ? "x1 below p − n" : "x1 not below n", key, s, t);
            yield return forged;
            yield return forged with { Hash = (forged.Hash + 1) % N, IsValid = false };
        }
    }

    // A valid one, and one bit of it another.
    private IEnumerable<Sm2Case> Changed(PlainPoint key)
    {
        Sm2Case valid = Sm2Case.Forged("any", key, Any(), Any());
        yield return valid;
        yield return valid with { Kind = "the opposite key", Key = PlainCurve.Negate(key), IsValid = false };
        yield return valid with { Kind = "r and s the other way", R = valid.S, S = valid.R, IsValid = false };
        for (int i = 0; i < 3; i++)
        {
            BigInteger flipped = BigInteger.One << random.Next(256);
            yield return valid with { Kind = "another bit of e", Hash = valid.Hash ^ flipped, IsValid = false };
            yield return valid with { Kind = "another bit of r", R = valid.R ^ flipped, IsValid = false };
            yield return valid with { Kind = "another bit of s", S = valid.S ^ flipped, IsValid = false };
        }
    }

    // A key m · G for which the sum so far and the next multiple of it are the same point, or opposite, at one place of t.
    private IEnumerable<Sm2Case> Meetings()
    {
        foreach (int sign in new[] { 1, -1 })
        {
            (BigInteger s, BigInteger t) = (Any(), Any());
            BigInteger[] ofKey = Weights(t, Sm2Equation.KeyWidth);
            int place = random.Next(ofKey.Length);

            // s + before · m = ± next · m.
            yield return Met(Sm2Case.Meets, s, t, s, (sign * ofKey[place]) - Sum(ofKey[..place]));
        }
    }

    // The same within one of eight lanes, each of which adds up every eighth point, and when the lanes are added to one another.
    private IEnumerable<Sm2Case> LaneMeetings()
    {
        foreach (int sign in new[] { 1, -1 })
        {
            (BigInteger s, BigInteger t) = (Any(), Any());
            (BigInteger[] ofBase, BigInteger[] ofKey) = (Weights(s, Sm2Equation.Base.Width), Weights(t, Sm2Equation.KeyWidth));
            (int lane, int round) = (random.Next(8), random.Next(4));
            BigInteger[] inLane = Every(ofKey, 8, lane);
            yield return Met(Sm2Case.MeetsInLanes, s, t, Sum(Every(ofBase, 8, lane)), (sign * inLane[round]) - Sum(inLane[..round]));

            // Lanes i and i + step, each of which has what is every (2 · step)th point by then.
            int step = 1 << random.Next(3);
            BigInteger difference = (sign * Sum(Every(ofBase, 2 * step, step))) - Sum(Every(ofBase, 2 * step, 0));
            yield return Met(
                Sm2Case.MeetsInLanes, s, t, difference, Sum(Every(ofKey, 2 * step, 0)) - (sign * Sum(Every(ofKey, 2 * step, step))));
        }
    }

    private static Sm2Case Met(string kind, BigInteger s, BigInteger t, BigInteger numerator, BigInteger denominator) =>
        Sm2Case.Forged(kind, PlainCurve.Multiply(numerator * PlainCurve.Inverse(denominator, N), PlainCurve.G)!, s, t);

    // What each digit of a scalar stands for.
    private static BigInteger[] Weights(BigInteger scalar, int width)
    {
        short[] digits = new short[(256 + width - 1) / width];
        Scalar.Reduce(PlainCurve.Bytes(scalar)).WriteOddDigits(width, digits);
        return [.. digits.Select((digit, place) => digit * (BigInteger.One << (place * width)))];
    }

    private static BigInteger[] Every(BigInteger[] numbers, int count, int first) =>
        [.. numbers.Where((_, place) => place % count == first)];

    private static BigInteger Sum(BigInteger[] numbers) => numbers.Aggregate(BigInteger.Zero, BigInteger.Add);

    private BigInteger Any()
    {
        byte[] bytes = new byte[40];
        random.NextBytes(bytes);
        return 1 + (PlainCurve.Number(bytes) % (N - 1));
    }

    private IEnumerable<BigInteger> Some(BigInteger[] numbers, int count)
    {
        random.Shuffle(numbers = [.. numbers]);
        return numbers.Take(count);
    }
}
