namespace Ledger.Api.Documents.Ofd;

/// <summary>Where things lie in a sealed licence, and what the format calls itself (GB/T 33190-2016).</summary>
internal static class OfdNames
{
    public const string Namespace = "http://www.ofdspec.org/2016";

    /// <summary>The entry to everything (clause 7.4).</summary>
    public const string Entry = "OFD.xml";

    public const string Document = "Doc_0/Document.xml";

    public const string Resources = "Doc_0/PublicRes.xml";

    public const string Attachments = "Doc_0/Attachs/Attachments.xml";

    public const string AttachmentFolder = "Doc_0/Attachs/";

    public const string Signatures = "Doc_0/Signs/Signatures.xml";

    public const string Seal = "Doc_0/Signs/Sign_0/Seal.esl";

    /// <summary>What is sealed: the SM3 digests of all other files.</summary>
    public const string Signature = "Doc_0/Signs/Sign_0/Signature.xml";

    /// <summary>The seal's signature over <see cref="Signature"/> (GB/T 38540).</summary>
    public const string SignedValue = "Doc_0/Signs/Sign_0/SignedValue.dat";

    /// <summary>Name of the metadata item with the SM3 of every byte of the package before <see cref="Entry"/>, in hexadecimal.</summary>
    public const string PackageDigest = "LedgerPackageSM3";

    /// <summary>Name of the metadata item that says that the seal's signature has a time stamp.</summary>
    public const string StampMark = "LedgerTimeStamp";

    /// <summary>What that item says.</summary>
    public const string Stamped = "RFC 3161";

    /// <summary>Object identifier of SM2 with SM3 (GB/T 33560).</summary>
    public const string Sm2WithSm3 = "1.2.156.10197.1.501";

    /// <summary>Object identifier of SM3.</summary>
    public const string Sm3 = "1.2.156.10197.1.401";

    /// <summary>A page's file.</summary>
    /// <param name="index">Counted from 0.</param>
    public static string Page(int index) => FormattableString.Invariant($"Doc_0/Pages/Page_{index}/Content.xml");

    /// <summary>A path as references write it, from the root.</summary>
    public static string Absolute(string name) => "/" + name;
}
