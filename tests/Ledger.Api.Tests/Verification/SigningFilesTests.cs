using Ledger.Api.Verification;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Verification;

/// <summary>A licence of old is drawn and signed anew for each download: never with a key that may not sign any more.</summary>
public sealed class SigningFilesTests : IAsyncLifetime, IDisposable
{
    private readonly Province _province = new();

    public Task InitializeAsync() => _province.InitializeAsync();

    public Task DisposeAsync() => _province.DisposeAsync();

    public void Dispose() => _province.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_compromised_key_no_file_is_signed(bool ofSeal)
    {
        string licence = _province.Identifiers[0];
        Digest key = (ofSeal ? _province.KeysOf(Province.Issuing).SealCertificate : _province.KeysOf(Province.Issuing).SigningCertificate).Thumbprint;
        byte[] before = _province.Pdf(licence);
        await _province.Node.SigningKeys.CompromiseAsync(
            Province.Issuing.Code, key, _province.Node.Ledger.Head!.Size, RequestKey.For("test", "stolen", [1]), CancellationToken.None);
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(() => _province.Pdf(licence)).Error);
        Assert.Equal(LedgerError.SealNotInForce, Assert.Throws<LedgerException>(() => _province.Ofd(licence)).Error);

        // What was written before stays valid, and other authorities sign on.
        using TrustedVerifier verifier = new(_province.Policy, TimeProvider.System);
        Assert.Equal(Conclusion.Valid, (await verifier.VerifyAsync(before, offline: true, CancellationToken.None)).Conclusion);
        Assert.Same(_province.KeysOf(Province.Other), _province.Node.Seals.SigningKeysOf(Province.Other.Code));
    }
}
