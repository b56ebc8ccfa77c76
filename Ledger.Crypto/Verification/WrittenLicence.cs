using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Statement and fields as they stand in the document that they were read from: that is the one form in which they are signed and hashed, so
/// that nobody has to write them once more. It is of these very objects, which never change, and says nothing of others.
/// </summary>
/// <param name="Statement">The statement.</param>
/// <param name="StatementBytes">Its bytes.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Leaves">The leaves of the field tree one after the other: before each field's JSON the tag of a leaf.</param>
/// <param name="Ends">Where each of them ends.</param>
internal sealed record WrittenLicence(LicenceStatement Statement, byte[] StatementBytes, IReadOnlyList<FaceField> Fields, byte[] Leaves, int[] Ends)
{
    /// <summary>The leaf hashes, in the order of the fields.</summary>
    public Digest[] HashLeaves()
    {
        Digest[] hashes = new Digest[Ends.Length];
        Sm3Group.Hash(Leaves, Ends, hashes);
        return hashes;
    }
}
