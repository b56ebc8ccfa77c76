using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>ISO/IEC 7064 MOD 37,36 (GB/T 17710-2008).</summary>
public sealed class Mod37x36Tests
{
    private const int Modulus = 36;

    [Fact]
    public void A_wrong_character_always_changes_the_result()
    {
        // A step is one to one in the character, and in the state it starts from: so a difference, once there, stays
        // to the end, and the check character is one to one in the last state. That is a proof for every length.
        for (int state = 1; state <= Modulus; state++)
        {
            Assert.Equal(Modulus, Enumerable.Range(0, Modulus).Select(value => Mod37x36.Next(state, value)).Distinct().Count());
        }

        for (int value = 0; value < Modulus; value++)
        {
            Assert.Equal(Modulus, Enumerable.Range(1, Modulus).Select(state => Mod37x36.Next(state, value)).Distinct().Count());
        }
    }

    [Fact]
    public void Swapped_neighbours_change_the_result_but_for_36_cases_in_22680()
    {
        int cases = 0;
        int missed = 0;
        for (int state = 1; state <= Modulus; state++)
        {
            for (int first = 0; first < Modulus; first++)
            {
                for (int second = 0; second < first; second++)
                {
                    cases++;
                    missed += Mod37x36.Next(Mod37x36.Next(state, first), second)
                        == Mod37x36.Next(Mod37x36.Next(state, second), first) ? 1 : 0;
                }
            }
        }

        Assert.Equal(22_680, cases);
        Assert.Equal(36, missed);
    }

    [Fact]
    public void Changes_of_real_identifiers_behave_as_the_proofs_say()
    {
        string text = "11100000000013338W01111430000006122244L20230000403001";
        Assert.Equal('U', Mod37x36.Compute(text));
        for (int i = 0; i < text.Length; i++)
        {
            foreach (char other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(other => other != text[i]))
            {
                Assert.NotEqual('U', Mod37x36.Compute(text[..i] + other + text[(i + 1)..]));
            }
        }

        for (int i = 1; i < text.Length; i++)
        {
            if (text[i - 1] != text[i])
            {
                Assert.NotEqual('U', Mod37x36.Compute(text[..(i - 1)] + text[i] + text[i - 1] + text[(i + 1)..]));
            }
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1.2")]
    [InlineData("１")]
    public void Other_characters_have_no_check_character(string text) =>
        Assert.Throws<ArgumentException>(() => Mod37x36.Compute(text));
}
