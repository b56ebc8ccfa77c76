using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

/// <summary>Runs the tests of SM4-GCM in processes that are denied the instructions of one way after the other.</summary>
public sealed class Sm4ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", Sm4Engine.Gfni256)]
    [InlineData("DOTNET_EnableGFNI", Sm4Engine.Aes)]
    [InlineData("DOTNET_EnableAES", Sm4Engine.Portable)]
    public void Without_it_the_same_tests_pass(string variable, Sm4Engine chosen)
    {
        // A processor that lacks more than is denied chooses the way it would choose anyway.
        Sm4Engine expected = Sm4Encryption.Engine < chosen ? Sm4Encryption.Engine : chosen;
        LesserProcessor.Run(typeof(Sm4GcmTests), variable, Sm4GcmTests.ExpectedEngineVariable, expected.ToString());
    }
}
