using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

/// <summary>Runs the tests that hash many messages at once in a process that is denied the wider vectors.</summary>
public sealed class Sm3ProcessorTests
{
    [Fact]
    public void Without_AVX512_the_same_tests_pass() => RunWithout("DOTNET_EnableAVX512", 8, "AVX2, 8 lanes");

    [Fact]
    public void Without_AVX2_the_same_tests_pass() => RunWithout("DOTNET_EnableAVX2", 4, "128-bit vectors, 4 lanes");

    private static void RunWithout(string variable, int lanes, string path) => LesserProcessor.Run(
        typeof(Sm3BatchTests), variable, Sm3BatchTests.ExpectedPathVariable, Sm3Batch.Lanes > lanes ? path : Sm3Batch.Path);
}
