namespace Ledger.Crypto.Others;

/// <summary>How the two numbers of an SM2 or ECDSA signature are written.</summary>
public enum OthersSignatureForm
{
    /// <summary>Neither form can be read: an encoding error, which says nothing about the key.</summary>
    Unreadable,

    /// <summary>The one DER form (GB/T 35276, 7.3; RFC 3279, 2.2.3).</summary>
    Der,

    /// <summary>A sequence of two integers with zeros too many or too few, or lengths written in another way.</summary>
    LooseDer,

    /// <summary>The numbers behind one another, each of the same length.</summary>
    Raw,
}
