using Ledger.Crypto.Presentations;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Presentations;

/// <summary>The bytes of a presentation: one form, nothing of what is not shown, and no damage that goes unseen.</summary>
public sealed class PresentationTests : IDisposable
{
    private const int Seed = 20_261_126;

    private readonly PresentationWorld _world = new();

    private static bool IsFull => Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    [Fact]
    public void Every_kind_is_read_back_as_it_was_written()
    {
        Presentation good = _world.Make("ZZMC", "ZZBS", "ZZYXQJZRQ", "KZ_F7");
        Presentation[] kinds =
        [
            good,
            _world.Make(),
            _world.Make([.. _world.Fields.Select(field => field.Name)]),
            good with { Licence = null },
            good with { Certificate = _world.Certificate },
            good with { Audience = PresentationWorld.Audience, Seconds = 1 },
            good with { Claims = [] },
            good with { SigningKey = default },
            good with { Licence = good.Licence! with { Statement = good.Licence.Statement with { ValidTo = null, Previous = "1.2.3", Type = "short" } } },
        ];
        foreach (Presentation kind in kinds)
        {
            byte[] bytes = _world.Signed(kind).ToBytes();
            Assert.Equal(bytes.Length, kind.Length);
            Presentation read = Presentation.Parse(bytes);
            Assert.Equal(bytes, read.ToBytes());
            Assert.Equal(bytes, Presentation.BytesOf(read.ToText()));
            Assert.Equal(kind.Claims, read.Claims);
            Assert.Equal(kind.Licence?.Fields, read.Licence?.Fields);
        }
    }

    [Fact]
    public void What_the_statement_tells_is_not_written_twice()
    {
        string text = System.Text.Encoding.UTF8.GetString(_world.Signed(_world.Make("ZZBS", "ZZYXQJZRQ")).ToBytes());
        Assert.Equal(text.IndexOf("91310105MADEM0011P", StringComparison.Ordinal), text.LastIndexOf("91310105MADEM0011P", StringComparison.Ordinal));
        Assert.DoesNotContain("2026-06-30", text, StringComparison.Ordinal);
    }

    /// <summary>For every choice of three fields: no other's name, value or salt is anywhere in the bytes, in whatever encoding we write.</summary>
    [Fact]
    public void Nothing_of_a_field_that_is_not_shown_is_in_the_bytes()
    {
        for (int first = 0; first < _world.Fields.Length; first++)
        {
            string[] names = [.. Enumerable.Range(0, 3).Select(i => _world.Fields[(first + (i * 5)) % _world.Fields.Length].Name)];
            byte[] bytes = _world.Signed(_world.Make(names)).ToBytes();
            foreach (FaceField field in _world.Fields.Where(field => !names.Contains(field.Name)))
            {
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromHexString(field.Salt)));
                if (PresentedByStatement(field.Name))
                {
                    continue; // the statement tells it, shown or not
                }

                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(field.Value)));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(field.Name)));
            }
        }

        static bool PresentedByStatement(string name) => name is "ZZBS" or "ZZYXQJZRQ";
    }

    [Fact]
    public void Neither_size_nor_proof_depends_on_the_values_that_are_not_shown()
    {
        FaceField[] longer = [.. _world.Fields.Select(field => field.Name == "CZZT" ? field with { Value = new string('长', 900) } : field)];
        LicenceDocument other = _world.World.Sign(_world.World.StatementOf(longer), longer);
        Presentation shown = _world.Make("ZZMC", "KZ_F7");
        Presentation same = shown with { Licence = PresentedLicence.Of(other, ["ZZMC", "KZ_F7"]) };
        Assert.Equal(shown.Length, same.Length);
        Assert.Equal(shown.Licence!.Part.Hidden.Count, same.Licence!.Part.Hidden.Count);
    }

    [Fact]
    public void It_has_1200_bytes_at_most()
    {
        Presentation made = _world.Make("ZZMC");
        int left = Presentation.MaximumBytes - made.Length;
        FaceField[] fields = [.. _world.Fields.Select(field => field.Name == "ZZMC" ? field with { Value = field.Value + new string('a', left) } : field)];
        Presentation Filled(FaceField[] with) => _world.Signed(made with { Licence = PresentedLicence.Of(_world.World.Sign(_world.World.StatementOf(with), with), ["ZZMC"]) });
        Presentation greatest = Filled(fields);
        while (greatest.Length > Presentation.MaximumBytes)
        {
            fields = [.. fields.Select(field => field.Name == "ZZMC" ? field with { Value = field.Value[..^1] } : field)]; // its length takes a byte more
            greatest = Filled(fields);
        }

        Assert.Equal(Presentation.MaximumBytes, greatest.ToBytes().Length);
        Assert.Equal(Conclusion.Valid, _world.Verify(greatest).Conclusion);
        Assert.NotNull(Presentation.BytesOf(greatest.ToText()));
        Presentation over = Filled([.. fields.Select(field => field.Name == "ZZMC" ? field with { Value = field.Value + "a" } : field)]);
        Assert.Equal(Presentation.MaximumBytes + 1, over.ToBytes().Length);
        Assert.Equal(["presentation-form"], PresentationWorld.Deciding(_world.Verify(over)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void It_counts_for_1_to_60_seconds(int seconds, bool reads) =>
        Assert.Equal(reads, _world.Verify(_world.Signed(_world.Make() with { Seconds = seconds })).Presentation is not null);

    [Fact]
    public void Other_limits_are_held_to_when_it_is_read()
    {
        Assert.True(Reads(_world.Make() with { Audience = new string('a', Presentation.MaximumAudienceBytes) }));
        Assert.False(Reads(_world.Make() with { Audience = new string('a', Presentation.MaximumAudienceBytes + 1) }));
        Assert.False(Reads(_world.Make() with { Audience = "" }));
        PresentedClaim claim = new(ClaimKind.Adult, true);
        Assert.True(Reads(_world.Make() with { Claims = [.. Enumerable.Repeat(claim, Presentation.MaximumClaims)] }));
        Assert.False(Reads(_world.Make() with { Claims = [.. Enumerable.Repeat(claim, Presentation.MaximumClaims + 1)] }));
        Assert.False(Reads(_world.Make() with { Log = "two words" }));
        Assert.False(Reads(_world.Make() with { Claims = [claim with { Kind = (ClaimKind)9 }] }));

        bool Reads(Presentation presentation) => _world.Verify(_world.Signed(presentation)).Presentation is not null;
    }

    /// <summary>Every thirteenth bit, so that each place in a byte has its turn; each bit where LEDGER_TEST_FULL is 1.</summary>
    [Fact]
    public void Every_single_flipped_bit_is_not_valid_with_or_without_a_checksum_that_fits()
    {
        byte[] bytes = _world.Signed(_world.Make("ZZMC", "CZZT") with { Audience = "三号窗口" }).ToBytes();
        for (int bit = 0; bit < 8 * bytes.Length; bit += IsFull ? 1 : 13)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Conclusion.NotValid, _world.Verify(flipped).Conclusion);
            Assert.False(
                bit / 8 < bytes.Length - 4 && _world.Verify(PresentationWorld.WithChecksum(flipped)).Conclusion == Conclusion.Valid, $"bit {bit}");
        }
    }

    [Fact]
    public void Every_changed_character_of_the_text_is_not_valid()
    {
        string text = _world.Signed(_world.Make("ZZMC")).ToText();
        PresentationVerifier verifier = new(_world.World.Policy with { Issuers = [_world.Certificate] }, new StandingClock(PresentationWorld.MadeAt));
        Assert.Equal(Conclusion.Valid, verifier.Verify(text).Conclusion);
        for (int i = 0; i < text.Length; i++)
        {
            string other = $"{text[..i]}{(text[i] == 'A' ? 'B' : 'A')}{text[(i + 1)..]}";
            Assert.Equal(Conclusion.NotValid, verifier.Verify(other).Conclusion);
        }

        foreach (string other in (string[])["", "LP1:", text[..^1], text + "A", text.ToLowerInvariant(), "LP2:" + text[4..], text + new string('0', 3_000)])
        {
            Assert.Equal(Conclusion.NotValid, verifier.Verify(other).Conclusion);
        }
    }

    /// <summary>
    /// 3,000 damaged presentations, a third of them with a checksum that fits and a third damaged as text, as a scanner gives it; 200,000
    /// where LEDGER_TEST_FULL is 1.
    /// </summary>
    [Fact]
    public void No_damage_crashes_hangs_or_leaves_it_valid()
    {
        int rounds = IsFull ? 200_000 : 3_000;
        byte[][] whole =
        [
            _world.Signed(_world.Make("ZZMC", "KZ_F7")).ToBytes(),
            _world.Signed(_world.Make() with { Certificate = _world.Certificate }).ToBytes(),
            _world.Signed(_world.Make() with { Licence = null, Audience = "三号窗口" }).ToBytes(),
        ];
        string[] texts = [.. whole.Select(bytes => Presentation.Parse(bytes).ToText())];
        PresentationVerifier verifier = new(_world.World.Policy with { Issuers = [_world.Certificate] }, new StandingClock(PresentationWorld.MadeAt));
        Random random = new(Seed);
        int read = 0;
        for (int i = 0; i < rounds; i++)
        {
            byte[] original = whole[i / 3 % whole.Length];
            PresentationVerdict verdict;
            bool isSame;
            if (i % 3 == 2)
            {
                string text = System.Text.Encoding.Latin1.GetString(Mutation.Of(System.Text.Encoding.Latin1.GetBytes(texts[i / 3 % whole.Length]), random));
                verdict = verifier.Verify(text);
                isSame = text == texts[i / 3 % whole.Length];
            }
            else
            {
                byte[] damaged = Mutation.Of(original, random);
                damaged = i % 3 == 0 ? PresentationWorld.WithChecksum(damaged) : damaged;
                verdict = _world.Verify(damaged);
                isSame = damaged.AsSpan().SequenceEqual(original);
            }

            read += verdict.Presentation is null ? 0 : 1;
            Assert.False(verdict.Conclusion == Conclusion.Valid && !isSame, $"seed {Seed}, round {i}");
        }

        Assert.True(read > rounds / 100, $"only {read} were read at all: the damage goes no deeper than the form");
    }

    public void Dispose() => _world.Dispose();
}
