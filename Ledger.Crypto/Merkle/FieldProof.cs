using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// Shows several fields of a <see cref="FieldTree"/> at once: of the rest only the hashes of the largest subtrees without a shown field,
/// from left to right. How many those are follows from the places of the shown fields alone.
/// </summary>
public static class FieldProof
{
    /// <summary>The hashes that stand for the fields that are not shown.</summary>
    /// <param name="leaves">The leaf hashes of all fields, at least one.</param>
    /// <param name="shown">Numbers of the shown fields, ascending.</param>
    /// <exception cref="ArgumentException">There are no fields, or the numbers are not ascending numbers of fields.</exception>
    public static Digest[] Prove(IReadOnlyList<Digest> leaves, IReadOnlyList<int> shown)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentNullException.ThrowIfNull(shown);
        if (!AreAscending(leaves.Count, shown))
        {
            throw new ArgumentException("The shown fields are ascending numbers of fields.", nameof(shown));
        }

        List<Digest> hidden = [];
        Walk(0, leaves.Count, 0, shown.Count);
        return [.. hidden];

        void Walk(int low, int high, int first, int end)
        {
            if (first == end)
            {
                hidden.Add(FieldTree.Root([.. leaves.Skip(low).Take(high - low)]));
            }
            else if (high - low > 1)
            {
                (int middle, int split) = Split(low, high, first, end, shown);
                Walk(low, middle, first, split);
                Walk(middle, high, split, end);
            }
        }
    }

    /// <summary>The root to which the shown fields lead.</summary>
    /// <param name="count">Number of all fields.</param>
    /// <param name="shown">Numbers of the shown fields, ascending.</param>
    /// <param name="leaves">Their leaf hashes.</param>
    /// <param name="hidden">What <see cref="Prove"/> gave.</param>
    /// <returns>Null for what has not the shape of a proof.</returns>
    public static Digest? Root(int count, IReadOnlyList<int> shown, IReadOnlyList<Digest> leaves, IReadOnlyList<Digest> hidden)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentNullException.ThrowIfNull(hidden);
        if (!AreAscending(count, shown) || leaves.Count != shown.Count || hidden.Count != HiddenCount(count, shown))
        {
            return null;
        }

        int next = 0;
        return Walk(0, count, 0, shown.Count);

        Digest Walk(int low, int high, int first, int end)
        {
            if (first == end)
            {
                return hidden[next++];
            }

            if (high - low == 1)
            {
                return leaves[first];
            }

            (int middle, int split) = Split(low, high, first, end, shown);
            Digest left = Walk(low, middle, first, split);
            return MerkleHasher.Sm3.Node(left, Walk(middle, high, split, end));
        }
    }

    /// <summary>Number of hashes in the proof of these fields.</summary>
    /// <param name="count">Number of all fields.</param>
    /// <param name="shown">Numbers of the shown fields, ascending and below <paramref name="count"/>.</param>
    public static int HiddenCount(int count, IReadOnlyList<int> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return Walk(0, count, 0, shown.Count);

        int Walk(int low, int high, int first, int end)
        {
            if (first == end || high - low == 1)
            {
                return first == end ? 1 : 0;
            }

            (int middle, int split) = Split(low, high, first, end, shown);
            return Walk(low, middle, first, split) + Walk(middle, high, split, end);
        }
    }

    private static bool AreAscending(int count, IReadOnlyList<int> shown)
    {
        bool ascend = count > 0;
        for (int i = 0; i < shown.Count && ascend; i++)
        {
            ascend = shown[i] > (i == 0 ? -1 : shown[i - 1]) && shown[i] < count;
        }

        return ascend;
    }

    /// <summary>RFC 6962 §2.1 splits a tree at the largest power of two below its size.</summary>
    private static (int Middle, int Split) Split(int low, int high, int first, int end, IReadOnlyList<int> shown)
    {
        int middle = low + (int)(BitOperations.RoundUpToPowerOf2((uint)(high - low)) / 2);
        int split = first;
        while (split < end && shown[split] < middle)
        {
            split++;
        }

        return (middle, split);
    }
}
