using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Tests.Encoding;

// First message: protobuf.dev "Encoding", the worked examples.
public sealed class ProtobufReaderTests
{
    [Fact]
    public void The_examples_of_the_specification_are_read()
    {
        ProtobufReader reader = new(Convert.FromHexString("089601" + "120774657374696e67" + "1a03089601"));
        Assert.True(reader.TryReadField(out int number, out ProtobufWireType type));
        Assert.Equal((1, ProtobufWireType.Varint), (number, type));
        Assert.Equal(150ul, reader.ReadVarint());
        Assert.True(reader.TryReadField(out number, out type));
        Assert.Equal((2, ProtobufWireType.Bytes), (number, type));
        Assert.Equal("testing", reader.ReadText());
        Assert.True(reader.TryReadField(out number, out type));
        Assert.Equal((3, ProtobufWireType.Bytes), (number, type));
        Assert.Equal("089601", Convert.ToHexStringLower(reader.ReadBytes()));
        Assert.False(reader.TryReadField(out _, out _));
    }

    [Fact]
    public void Fixed_numbers_are_little_endian_and_unread_fields_are_skipped()
    {
        ProtobufReader reader = new(Convert.FromHexString("0901000000000000001502000000180322010029040000000000000035050000003006"));
        List<int> numbers = [];
        while (reader.TryReadField(out int number, out _))
        {
            numbers.Add(number);
            if (number == 1)
            {
                Assert.Equal(1ul, reader.ReadFixed64());
            }
            else if (number == 2)
            {
                Assert.Equal(2u, reader.ReadFixed32());
            }
            else
            {
                reader.Skip();
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 6], numbers);
    }

    [Theory]
    [InlineData("08")] // no value
    [InlineData("0880")] // cut off
    [InlineData("088000")] // not the shortest form
    [InlineData("889600")] // a tag that is not in its shortest form
    [InlineData("08ffffffffffffffffff02")] // 65 bits
    [InlineData("08ffffffffffffffffffff01")] // eleven bytes
    [InlineData("0001")] // field 0
    [InlineData("0b")] // a group
    [InlineData("0c")]
    [InlineData("0e")] // no such type
    [InlineData("8080808010" + "00")] // field 2^29
    [InlineData("10010801")] // out of order
    [InlineData("0a0161080100")] // garbage after a message
    [InlineData("0a05616263")] // cut off
    [InlineData("0affffffffffffffffff01")] // a length beyond memory
    [InlineData("0900")]
    [InlineData("0d00")]
    public void Malformed_messages_are_refused(string hex)
    {
        Assert.Throws<FormatException>(() => ReadAll(Convert.FromHexString(hex)));
    }

    [Fact]
    public void The_greatest_integer_is_read()
    {
        ProtobufReader reader = new(Convert.FromHexString("08ffffffffffffffffff01"));
        reader.TryReadField(out _, out _);
        Assert.Equal(ulong.MaxValue, reader.ReadVarint());
    }

    [Fact]
    public void A_value_of_another_type_or_text_that_is_not_UTF8_is_refused()
    {
        Assert.Throws<FormatException>(() =>
        {
            ProtobufReader reader = new([0x08, 0x01]);
            reader.TryReadField(out _, out _);
            reader.ReadBytes();
        });
        Assert.Throws<FormatException>(() =>
        {
            ProtobufReader reader = new([0x0a, 0x01, 0xff]);
            reader.TryReadField(out _, out _);
            reader.ReadText();
        });
    }

    [Fact]
    public void A_value_must_be_read_once()
    {
        Assert.Throws<InvalidOperationException>(() =>
        {
            ProtobufReader reader = new([0x08, 0x01]);
            reader.TryReadField(out _, out _);
            reader.TryReadField(out _, out _);
        });
        Assert.Throws<InvalidOperationException>(() => new ProtobufReader([0x08, 0x01]).ReadVarint());
    }

    [Fact]
    public void Damaged_messages_are_refused_with_one_kind_of_exception()
    {
        const int Seed = 20260708;
        Random random = new(Seed);
        byte[] message = Convert.FromHexString("089601120774657374696e671a03089601210100000000000000");
        for (int i = 0; i < 50_000; i++)
        {
            try
            {
                ReadAll(Mutation.Of(message, random));
            }
            catch (FormatException)
            {
                // refused is fine too
            }
        }
    }

    private static void ReadAll(byte[] message)
    {
        ProtobufReader reader = new(message);
        while (reader.TryReadField(out _, out _))
        {
            reader.Skip();
        }
    }
}
