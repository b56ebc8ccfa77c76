using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

public sealed class FieldProofTests
{
    private static readonly Digest[] Leaves = [.. Enumerable.Range(0, 9).Select(i => Digest.Sha256([(byte)i]))];

    /// <summary>Every choice of fields of every tree up to nine leads to the root, and with any hash or field exchanged to none or another.</summary>
    [Fact]
    public void Every_choice_of_fields_leads_to_the_root_and_nothing_else_does()
    {
        for (int count = 1; count <= Leaves.Length; count++)
        {
            Digest[] leaves = Leaves[..count];
            Digest root = FieldTree.Root(leaves);
            for (int chosen = 0; chosen < 1 << count; chosen++)
            {
                int[] shown = [.. Enumerable.Range(0, count).Where(place => (chosen >> place & 1) == 1)];
                Digest[] own = [.. shown.Select(place => leaves[place])];
                Digest[] hidden = FieldProof.Prove(leaves, shown);
                Assert.Equal(FieldProof.HiddenCount(count, shown), hidden.Length);
                Assert.Equal(root, FieldProof.Root(count, shown, own, hidden));
                Assert.DoesNotContain(hidden, hash => own.Contains(hash));
                Assert.Null(FieldProof.Root(count, shown, own, [.. hidden, root]));
                for (int i = 0; i < hidden.Length; i++)
                {
                    Digest[] other = [.. hidden];
                    other[i] = Digest.Sha256("other"u8);
                    Assert.NotEqual(root, FieldProof.Root(count, shown, own, other));
                    Assert.Null(FieldProof.Root(count, shown, own, [.. hidden[..i], .. hidden[(i + 1)..]]));
                }
            }
        }
    }

    [Fact]
    public void A_single_field_has_the_audit_path_of_the_tree()
    {
        for (int place = 0; place < Leaves.Length; place++)
        {
            Digest[] path = FieldTree.Prove(Leaves, place);
            Assert.Equal(path.Order(), FieldProof.Prove(Leaves, [place]).Order());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 3)]
    [InlineData(3, -1)]
    public void Places_that_are_none_or_not_ascending_are_no_proof(int count, params int[] shown)
    {
        Assert.Null(FieldProof.Root(count, shown, [.. shown.Select(_ => Leaves[0])], []));
        Assert.Throws<ArgumentException>(() => FieldProof.Prove(Leaves[..count], shown));
    }
}
