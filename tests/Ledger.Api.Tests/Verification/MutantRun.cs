using Ledger.Api.Tests.Documents.Reading;

namespace Ledger.Api.Tests.Verification;

/// <summary>Damages bytes again and again, the same way in every run, and sees that each mutant is answered rightly, within a second and 64 MiB.</summary>
internal static class MutantRun
{
    private const int Seed = 20261126;
    private const long MostAllocated = 64 << 20;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    /// <summary>Runs over mutants of bytes.</summary>
    /// <param name="seeds">What is damaged, in turns; parts of one go into another.</param>
    /// <param name="quick">How many mutants.</param>
    /// <param name="full">How many with LEDGER_TEST_FULL=1.</param>
    /// <param name="isRight">Whether the answer to a mutant is right; throws nothing.</param>
    public static void Over(byte[][] seeds, int quick, int full, Func<byte[], bool> isRight) => Over(FileMutation.Of, seeds, quick, full, isRight);

    /// <summary>The same with mutants that are still well-formed DER, lengths and all.</summary>
    /// <inheritdoc cref="Over(byte[][], int, int, Func{byte[], bool})"/>
    public static void OverDer(byte[][] seeds, int quick, int full, Func<byte[], bool> isRight) => Over(DerMutation.Of, seeds, quick, full, isRight);

    private static void Over(Func<byte[], byte[], Random, byte[]> mutate, byte[][] seeds, int quick, int full, Func<byte[], bool> isRight)
    {
        Random random = new(Seed);
        int count = IsFull ? full : quick;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = mutate(seeds[i % seeds.Length], seeds[random.Next(seeds.Length)], random);
            if (seeds.Any(seed => mutant.AsSpan().SequenceEqual(seed)))
            {
                continue;
            }

            bool right = false;
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool quickly = Patience.AnswersWithinASecond(() => right = isRight(mutant));
            Assert.True(right, $"Mutant {i} of seed {Seed} got a wrong verdict: {Convert.ToHexString(mutant.AsSpan(0, Math.Min(mutant.Length, 4_096)))}");
            Assert.True(quickly, $"Mutant {i} of seed {Seed} takes too long.");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated, $"Mutant {i} of seed {Seed} takes too much memory.");
        }
    }
}
