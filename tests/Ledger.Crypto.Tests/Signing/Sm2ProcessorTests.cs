using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>
/// Runs the tests of SM2 in a process that is denied AVX-512, and those of verification in one that is denied AVX2, with which BMI2's
/// multiplication goes.
/// </summary>
public sealed class Sm2ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", typeof(Sm2AgreementTests))]
    [InlineData("DOTNET_EnableAVX2", typeof(Sm2AgreementTests))]
    [InlineData("DOTNET_EnableAVX512", typeof(Sm2LaneSignerTests))]
    public void Without_it_the_same_tests_pass(string variable, Type tests) => LesserProcessor.Run(
        tests, variable, Sm2AgreementTests.ExpectedEngineVariable, nameof(Sm2Engine.Scalar));
}
