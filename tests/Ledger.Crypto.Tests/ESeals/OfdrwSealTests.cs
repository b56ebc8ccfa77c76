// Data of ofdrw (Apache-2.0): a seal, its signature value and a signed OFD, made by another implementation of GB/T 38540.
using System.IO.Compression;
using Ledger.Crypto.ESeals;

namespace Ledger.Crypto.Tests.ESeals;

public sealed class OfdrwSealTests
{
    [VectorFact]
    public void The_seal_is_read_and_its_makers_signature_verifies()
    {
        ESeal seal = ESeal.Parse(File.ReadAllBytes(Vectors.Path("ofdrw", "UserV4.esl")));
        Assert.Equal("OFD R&W 测试用印章", seal.Info.Name);
        Assert.Equal("PNG", seal.Info.Picture.Type);
        Assert.False(seal.Info.Signers.HoldsDigests);
        Assert.Equal(ESealFault.None, seal.Value.Verify());
    }

    [VectorFact]
    public void The_signature_value_verifies()
    {
        ESealSignature signature = ESealSignature.Parse(File.ReadAllBytes(Vectors.Path("ofdrw", "SignedValueV4.dat")));
        Assert.Equal("/Doc_0/Signs/Sign_0/Signature.xml", signature.PropertyInfo);
        Assert.Equal(ESealFault.None, signature.Value.Verify());
        Assert.Equal(ESealFault.None, signature.Seal.Value.Verify());
        Assert.True(signature.Seal.Info.Signers.Contains(signature.Signer));
    }

    [VectorFact]
    public void The_signed_OFD_passes_every_step_but_its_old_seal_and_unknown_root()
    {
        using ZipArchive document = ZipFile.OpenRead(Vectors.Path("ofdrw", "SESV4SignDoc.ofd"));
        byte[] signature = Read(document, "Doc_0/Signs/Sign_0/SignedValue.dat");
        byte[] signedFile = Read(document, "Doc_0/Signs/Sign_0/Signature.xml");

        // The seal ended in 2022; the file was signed later.
        ESealReport report = ESealVerifier.Verify(signature, signedFile, [], []);
        Assert.Equal(
            [ESealStep.SealMaker, ESealStep.SealValidity, ESealStep.SignerTrusted],
            report.Steps.Where(step => !step.Passed).Select(step => step.Step));
        signedFile[^1] ^= 1;
        Assert.False(ESealVerifier.Verify(signature, signedFile, [], [])[ESealStep.DocumentHash]!.Passed);
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        using Stream entry = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
