using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Curves;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>
/// Runs the tests of SM2 in a process that is denied AVX-512, where AVX2 has the lanes of verification, and those of verification in one that is
/// denied AVX2 as well, with which BMI2's multiplication goes.
/// </summary>
public sealed class Sm2ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", typeof(Sm2AgreementTests), nameof(Sm2Engine.Lanes))]
    [InlineData("DOTNET_EnableAVX512", typeof(LaneProductTests), nameof(Sm2Engine.Lanes))]
    [InlineData("DOTNET_EnableAVX2", typeof(Sm2AgreementTests), nameof(Sm2Engine.Scalar))]
    [InlineData("DOTNET_EnableAVX512", typeof(Sm2LaneSignerTests), nameof(Sm2Engine.Lanes))]
    public void Without_it_the_same_tests_pass(string variable, Type tests, string engine) => LesserProcessor.Run(
        tests, variable, Sm2AgreementTests.ExpectedEngineVariable, engine);
}
