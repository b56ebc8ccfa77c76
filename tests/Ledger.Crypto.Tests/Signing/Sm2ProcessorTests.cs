using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>Runs the tests of SM2 verification in a process that is denied AVX-512, and one that is denied AVX2, with which BMI2's multiplication goes.</summary>
public sealed class Sm2ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void Without_it_the_same_tests_pass(string variable) => LesserProcessor.Run(
        typeof(Sm2AgreementTests), variable, Sm2AgreementTests.ExpectedEngineVariable, nameof(Sm2Engine.Scalar));
}
